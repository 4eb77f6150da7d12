import { json } from '@feed/cli/lib/options';
import type { AddCommand, Terminal } from '@feed/cli/lib/terminal';
import { places } from '@feed/cli/system/places';
import { imageTags } from '../build.js';
import { chooseServices, type Selection } from '../choose.js';
import { makeImage, type Made } from '../make-image.js';
import { readRevision } from '../revision.js';
import type { Service } from '../services.js';
import { prefix, selection } from './options.js';

interface Options extends Selection {
  prefix: string;
  push?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

const notes = `
Each image is tagged <prefix><service>:<version> and :<commit>, or :<commit>-dirty with uncommitted changes. A change in
a package, the lockfile or another shared file affects every service that uses it. For each image,
.local/images/feed-<service>-<version>.cdx.json lists its packages (CycloneDX); a licence that is not accepted ends the
build. An image built here is inspected before the command succeeds.

Arguments after "--" are passed on to docker build. --push needs a builder that can attest (docker buildx create --use).

Examples:
  make images                                   what changed since the last release
  make images SINCE=origin/main ARGS=--dry-run
  make images ALL=1 ARGS="-- --no-cache"
  make images ARGS="--released --push --prefix ghcr.io/example/feed- --json"`;

export const addBuild: AddCommand = (program, terminal) => {
  const command = program
    .command('build', { isDefault: true })
    .description('Build, tag and check the images of services that changed.')
    .argument('[arguments...]', 'passed on to docker build');
  selection(command)
    .option(...prefix(terminal))
    .option('--push', 'push to the registry named by the prefix, with SBOM and provenance attached')
    .option('--dry-run', 'only show what would be built')
    .option(...json)
    .addHelpText('after', notes)
    .action((extra: string[], options: Options) => build(terminal, extra, options));
};

async function build(terminal: Terminal, extra: readonly string[], options: Options): Promise<void> {
  const say = (text: string): void => terminal.err(`${text}\n`);
  const { services, reason } = chooseServices(places.root, options);
  const names = services.map(({ name, version }) => `${name} ${version}`).join(', ');
  say(`Images to build (${reason}): ${names || 'none'}`);
  const made: Partial<Made>[] = [];
  for (const service of services) {
    const { prefix: before, push = false } = options;
    if (options.dryRun) made.push(planned(service, before));
    else made.push(await makeImage(service, { root: places.root, prefix: before, push, extra, say }));
  }
  terminal.out(options.json ? `${JSON.stringify(made)}\n` : made.map(inWords).join(''));
}

function planned(service: Service, before: string): Partial<Made> {
  const revision = readRevision(places.root, service.name);
  const { name, version } = service;
  return { service: name, version, revision: revision.sha, tags: imageTags(before, service, revision) };
}

function inWords({ tags = [], id, digest, bytes }: Partial<Made>): string {
  const size = bytes === undefined ? undefined : `${Math.round(bytes / 1e6)} MB unpacked`;
  const facts = [size, digest ?? id].filter((fact) => fact !== undefined).join(', ');
  return `${tags.join('  ')}${facts && `  (${facts})`}\n`;
}
