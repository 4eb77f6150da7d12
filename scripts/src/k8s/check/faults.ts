import { stringify } from 'yaml';
import { containerOf, one, parseManifests, type Container, type Manifest } from '../manifest.js';
import { describeFinding, examine } from './examine.js';
import type { Program } from './programs.js';

interface Fault {
  readonly what: string;
  /** The programs that have to find it. */
  readonly seenBy: readonly Program['name'][];
  /** Plants it in the container of the api. */
  plant(container: Container): void;
}

const [linters, schemas] = [['kube-score', 'kube-linter'] as const, ['kubeconform', 'kubesec'] as const];

const faults: readonly Fault[] = [
  {
    what: 'a privileged container',
    seenBy: [...linters, 'kubesec'],
    plant: (container) => void (container.securityContext.privileged = true),
  },
  {
    what: 'a container without limits',
    seenBy: linters,
    plant: (container) => void delete container.resources,
  },
  {
    what: 'an image without a version',
    seenBy: linters,
    plant: (container) => void (container.image = 'feed-api:latest'),
  },
  {
    what: 'a writable root file system',
    seenBy: linters,
    plant: (container) => void (container.securityContext.readOnlyRootFilesystem = false),
  },
  {
    what: 'an unknown field',
    seenBy: schemas,
    plant: (container) => void (container['readynessProbe'] = container.readinessProbe),
  },
  {
    what: 'a text for a number',
    seenBy: schemas,
    plant: (container) => void (container.ports = [{ name: 'http', containerPort: 'four thousand' }]),
  },
];

/** Plants each fault for the programs that have to find it. @returns a line for each fault that was missed */
export function unseenFaults(yaml: string, chosen: readonly Program[]): string[] {
  return faults.flatMap(({ what, seenBy, plant }) => {
    const sound = one(parseManifests(yaml), 'Deployment', 'api');
    const faulty = structuredClone(sound);
    plant(containerOf(faulty));
    return chosen
      .filter((program) => seenBy.includes(program.name) && !sees(program, sound, faulty))
      .map(({ name }) => `${name} does not find ${what}`);
  });
}

/** Even the sound manifest has findings, because its companion objects are missing. The fault has to add one. */
function sees(program: Program, sound: Manifest, faulty: Manifest): boolean {
  const known = new Set(examine(program, stringify(sound)).map(describeFinding));
  return examine(program, stringify(faulty)).some((finding) => !known.has(describeFinding(finding)));
}
