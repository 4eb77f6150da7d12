import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@feed/platform/errors';
import { buildImage, imageTags, type Built } from './build.js';
import { inspectImage } from './inspect.js';
import { licenceProblems, packagesByLicence } from './licences.js';
import { readRevision } from './revision.js';
import { readSbom } from './sbom.js';
import type { Service } from './services.js';

export interface MakeOptions {
  readonly root: string;
  /** The prefix of the service's name: `feed-`, or `registry.example.org/feed-`. */
  readonly prefix: string;
  readonly push: boolean;
  /** Further arguments of `docker build`. */
  readonly extra: readonly string[];
  say(text: string): void;
}

export interface Made extends Built {
  readonly service: string;
  readonly version: string;
  readonly revision: string;
  readonly tags: readonly string[];
  /** The file that lists its packages, as CycloneDX. */
  readonly sbom: string;
  /** Size unpacked; known for an image on this machine. */
  readonly bytes?: number;
}

/** Lists the packages of a service, builds its image and inspects it. @throws CodedError when a step finds a problem */
export async function makeImage(service: Service, options: MakeOptions): Promise<Made> {
  const { root, prefix, push, extra } = options;
  const revision = readRevision(root, service.name);
  if (revision.sha.endsWith('-dirty')) mentionChanges(service, options);
  const sbom = writeSbom(service, options);
  const tags = imageTags(prefix, service, revision);
  const built = await buildImage({ root, service, revision, tags, extra, push });
  const made = {
    service: service.name,
    version: service.version,
    revision: revision.sha,
    tags,
    sbom,
    ...built,
  };
  if (push) return made;
  const { bytes, problems } = inspectImage(root, service, tags[0] ?? '');
  if (problems.length > 0) throw new CodedError('INTERNAL', `${service.name}:\n${problems.join('\n')}`);
  return { ...made, bytes };
}

/** @throws CodedError when an image would be published whose source is in no commit */
function mentionChanges({ name }: Service, { push, say }: MakeOptions): void {
  const changes = `${name}: this checkout has changes that no commit has`;
  if (push) throw new CodedError('INVALID_INPUT', `${changes}; commit them before you push the image`);
  say(`${changes}; the image is marked as dirty.`);
}

function writeSbom(service: Service, { root, say }: MakeOptions): string {
  const sbom = readSbom(root, service);
  const problems = licenceProblems(sbom);
  if (problems.length > 0) throw new CodedError('INTERNAL', `${service.name}:\n${problems.join('\n')}`);
  const folder = join(root, '.local', 'images');
  const file = join(folder, `feed-${service.name}-${service.version}.cdx.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  const licences = [...packagesByLicence(sbom)].map(([licence, names]) => `${names.length} ${licence}`);
  say(`${service.name}: packages by licence: ${licences.join(', ')}`);
  return file;
}
