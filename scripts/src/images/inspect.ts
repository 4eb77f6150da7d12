import { docker } from './docker.js';
import { listFiles, unpackedSize } from './files.js';
import { type ImageConfig, ruleProblems } from './rules.js';
import { readSbom } from './sbom.js';
import type { Service } from './services.js';

export interface Inspection {
  /** Size unpacked. */
  readonly bytes: number;
  readonly problems: readonly string[];
}

const inspect = (image: string, part: string): unknown =>
  JSON.parse(docker(['image', 'inspect', '--format', `{{json .${part}}}`, image]));

/** Digests of the contents of the layers, the lowest first. */
export const readLayers = (image: string): string[] => inspect(image, 'RootFS.Layers') as string[];

/** Checks the contents of an image without running its service. */
export function inspectImage(root: string, service: Service, image: string): Inspection {
  const [config, files] = [inspect(image, 'Config') as ImageConfig, listFiles(image)];
  const problems = ruleProblems({ config, files, sbom: readSbom(root, service) });
  return { bytes: unpackedSize(files), problems };
}
