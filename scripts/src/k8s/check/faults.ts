import { stringify } from 'yaml';
import { containerOf, one, parseManifests, type Container, type Manifest } from '../manifest.js';
import { examine } from './examine.js';
import { describeFinding } from './finding.js';
import type { Program } from './programs.js';

interface Fault {
  readonly what: string;
  /** Who has to object to it. */
  readonly seenBy: readonly Program['name'][];
  /** Puts it into the container of the api. */
  plant(container: Container): void;
}

const faults: readonly Fault[] = [
  {
    what: 'a privileged container',
    seenBy: ['kube-score', 'kube-linter', 'kubesec'],
    plant: (container) => void (container.securityContext.privileged = true),
  },
  {
    what: 'a container without limits',
    seenBy: ['kube-score', 'kube-linter'],
    plant: (container) => void delete container.resources,
  },
  {
    what: 'an image without a version',
    seenBy: ['kube-score', 'kube-linter'],
    plant: (container) => void (container.image = 'feed-api:latest'),
  },
  {
    what: 'a root file system that can be written',
    seenBy: ['kube-score', 'kube-linter'],
    plant: (container) => void (container.securityContext.readOnlyRootFilesystem = false),
  },
  {
    what: 'a field that nobody knows',
    seenBy: ['kubeconform', 'kubesec'],
    plant: (container) => void (container['readynessProbe'] = container.readinessProbe),
  },
  {
    what: 'a text for a number',
    seenBy: ['kubeconform', 'kubesec'],
    plant: (container) => void (container.ports = [{ name: 'http', containerPort: 'four thousand' }]),
  },
];

/** Proves of each program that it would object: what it did not see, a line each. */
export function unseenFaults(yaml: string, chosen: readonly Program[]): string[] {
  return faults.flatMap(({ what, seenBy, plant }) => {
    const sound = one(parseManifests(yaml), 'Deployment', 'api');
    const faulty = structuredClone(sound);
    plant(containerOf(faulty));
    return chosen
      .filter(({ name }) => seenBy.includes(name))
      .filter((program) => !objects(program, sound, faulty))
      .map(({ name }) => `${name} does not object to ${what}`);
  });
}

/** Alone, without what goes with it, the sound one is objected to as well; the fault has to add something. */
function objects(program: Program, sound: Manifest, faulty: Manifest): boolean {
  const known = new Set(examine(program, stringify(sound)).map(describeFinding));
  return examine(program, stringify(faulty)).some((finding) => !known.has(describeFinding(finding)));
}
