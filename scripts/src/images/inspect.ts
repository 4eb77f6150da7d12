import { listFiles, unpackedSize } from './files.js';
import { readImageConfig } from './image-config.js';
import { ruleProblems } from './rules.js';
import { readSbom } from './sbom.js';
import type { Service } from './services.js';

export interface Inspection {
  /** Unpacked. */
  readonly bytes: number;
  readonly problems: readonly string[];
}

/** Looks into an image without running its service. */
export function inspectImage(root: string, service: Service, image: string): Inspection {
  const files = listFiles(image);
  const problems = ruleProblems({ config: readImageConfig(image), files, sbom: readSbom(root, service) });
  return { bytes: unpackedSize(files), problems };
}
