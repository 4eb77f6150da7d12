import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { copyTree, type Tree, writeKustomization } from '../tree.js';

export interface ManifestOptions {
  namespace: string;
  /** Identifies the test: the value of `runLabel` on every pod. */
  run: string;
  /** Images to run, by their names in the manifests. */
  image: Record<string, string>;
}

/** The manifests as the test applies them: in its namespace, with its images and random secrets. */
export interface Manifests extends Pick<Tree, 'combinations' | 'remove'> {
  /** The manifests for `kubectl apply`. @throws Error with the message of kubectl */
  render(combination: string, image?: Record<string, string>): string;
}

/** The label that distinguishes the pods of one test from everything else on the cluster. */
export const runLabel = 'feed-test/run';

export function copyManifests({ namespace, run, image: images }: ManifestOptions): Manifests {
  const tree = copyTree();
  return {
    ...tree,
    render(combination, image = images) {
      const wrapper = `test-${randomBytes(4).toString('hex')}`;
      writeKustomization(join(tree.folder, wrapper), {
        namespace,
        resources: [`../${combination}`],
        labels: [{ pairs: { [runLabel]: run }, includeTemplates: true }],
        images: Object.entries(image).map(([name, reference]) => ({ name, ...parseImage(reference) })),
      });
      return tree.render(wrapper);
    },
  };
}

/** A reference without tag and digest means `latest`, as everywhere. */
export function parseImage(reference: string): { newName: string; newTag?: string; digest?: string } {
  const [, newName = reference, newTag = 'latest', digest] =
    /^(.+?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  return digest === undefined ? { newName, newTag } : { newName, digest };
}
