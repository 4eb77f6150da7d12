import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from '../tree.js';

export interface ManifestOptions {
  namespace: string;
  /** Is on every pod, as the value of `runLabel`. */
  run: string;
  /** Names of images in the manifests, and what to run instead. */
  image: Record<string, string>;
}

/** The overlays as the test applies them: in its namespace, with its images and with secrets made up for it. */
export interface Manifests {
  readonly overlays: readonly string[];
  /** What `kubectl apply` gets. @throws Error with what kubectl says */
  render(overlay: string): string;
  remove(): void;
}

/** What tells the pods of one test from anything else on the cluster. */
export const runLabel = 'feed-test/run';

const prefix = 'overlays/';

export function copyManifests(options: ManifestOptions): Manifests {
  const tree = copyTree();
  return {
    overlays: tree.combinations
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length)),
    render(overlay) {
      const wrapper = join(tree.folder, `test-${overlay}`);
      mkdirSync(wrapper, { recursive: true });
      writeFileSync(join(wrapper, 'kustomization.yaml'), JSON.stringify(kustomization(overlay, options)));
      return tree.render(`test-${overlay}`);
    },
    remove: () => tree.remove(),
  };
}

/** JSON is YAML as well. */
function kustomization(overlay: string, { namespace, run, image }: ManifestOptions): object {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace,
    resources: [`../${prefix}${overlay}`],
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
