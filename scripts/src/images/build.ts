import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, runDocker } from './docker.js';
import type { Revision } from './revision.js';
import { dockerfile, type Service } from './services.js';

export interface BuildOptions {
  /** The repository to build from. */
  readonly root: string;
  readonly service: Service;
  readonly revision: Revision;
  /** Full names; the first one is used to inspect the result. */
  readonly tags: readonly string[];
  /** Further arguments of `docker build`. */
  readonly extra: readonly string[];
  /** Whether it goes to a registry, with SBOM and provenance attached, instead of staying on this machine. */
  readonly push: boolean;
}

export interface Built {
  /** The id of the image on this machine. */
  readonly id?: string;
  /** The digest in the registry. */
  readonly digest?: string;
}

/** `feed-api:1.2.0` and `feed-api:<sha>`. */
export const imageTags = (prefix: string, { name, version }: Service, { sha }: Revision): string[] =>
  [version, sha].map((tag) => `${prefix}${name}:${tag}`);

/** The whole command line of docker. */
export function buildArguments({ root, service, revision, tags, extra, push }: BuildOptions): string[] {
  const created = new Date(revision.committedAt * 1000).toISOString();
  return [
    ...(push ? ['buildx', 'build', '--push', '--sbom=true', '--provenance=mode=max'] : ['build']),
    ...['--file', join(root, dockerfile), '--build-arg', `SERVICE=${service.name}`],
    ...tags.flatMap((tag) => ['--tag', tag]),
    ...['--build-arg', `VERSION=${service.version}`, '--build-arg', `REVISION=${revision.sha}`],
    ...['--label', `org.opencontainers.image.created=${created}`],
    ...extra,
    root,
  ];
}

/** Builds one image. Everything in it follows from the commit, time stamps included. */
export async function buildImage(options: BuildOptions): Promise<Built> {
  const env = { DOCKER_BUILDKIT: '1', SOURCE_DATE_EPOCH: `${options.revision.committedAt}` };
  if (options.push) return pushImage(options, env);
  await runDocker(buildArguments(options), env);
  return { id: docker(['image', 'inspect', '--format', '{{.Id}}', options.tags[0] ?? '']) };
}

async function pushImage(options: BuildOptions, env: Record<string, string>): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-image-'));
  try {
    const metadata = join(folder, 'metadata.json');
    const extra = [...options.extra, '--metadata-file', metadata];
    await runDocker(buildArguments({ ...options, extra }), env);
    const written: unknown = JSON.parse(readFileSync(metadata, 'utf8'));
    return { digest: (written as { 'containerimage.digest': string })['containerimage.digest'] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
