import { mkdtempSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyTree } from '../tree.js';

export interface ManifestOptions {
  namespace: string;
  /** Is on every pod, as the value of `runLabel`. */
  run: string;
  /** Names of images in the manifests, and what to run instead. */
  image: Record<string, string>;
}

/** What there is, as the test applies it: in its namespace, with its images and with secrets made up for it. */
export interface Manifests {
  /** Every overlay, the base, and the base with each component, such as `overlays/free-tier` or `base+monitoring`. */
  readonly combinations: readonly string[];
  /** What `kubectl apply` gets. @throws Error with what kubectl says */
  render(combination: string, image?: Record<string, string>): string;
  remove(): void;
}

/** What tells the pods of one test from anything else on the cluster. */
export const runLabel = 'feed-test/run';

export function copyManifests(options: ManifestOptions): Manifests {
  const tree = copyTree();
  return {
    combinations: tree.combinations,
    render(combination, image = options.image) {
      const wrapper = mkdtempSync(join(tree.folder, 'test-'));
      writeFileSync(
        join(wrapper, 'kustomization.yaml'),
        JSON.stringify(kustomization(combination, { ...options, image })),
      );
      return tree.render(basename(wrapper));
    },
    remove: () => tree.remove(),
  };
}

/** JSON is YAML as well. */
function kustomization(combination: string, { namespace, run, image }: ManifestOptions): object {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace,
    resources: [`../${combination}`],
    labels: [{ pairs: { [runLabel]: run }, includeTemplates: true }],
    images: Object.entries(image).map(([name, reference]) => ({ name, ...parseImage(reference) })),
  };
}

/** A reference without tag and digest means `latest`, as everywhere. */
export function parseImage(reference: string): { newName: string; newTag?: string; digest?: string } {
  const [, newName = reference, newTag = 'latest', digest] =
    /^(.+?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  return digest === undefined ? { newName, newTag } : { newName, digest };
}
