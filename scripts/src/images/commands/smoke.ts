import { CodedError } from '@feed/platform/errors';
import { json } from '@feed/cli/lib/options';
import type { AddCommand, Terminal } from '@feed/cli/lib/terminal';
import { places } from '@feed/cli/system/places';
import { createSteps } from '@feed/cli/system/steps';
import { docker } from '../docker.js';
import { inspectImage } from '../inspect.js';
import { readRevision } from '../revision.js';
import { readServices } from '../services.js';
import { smoke, type Images } from '../smoke.js';
import { prefix } from './options.js';

interface Options {
  api?: string;
  worker?: string;
  prefix: string;
  json?: boolean;
}

const notes = `
It inspects both images, then runs them with a read-only file system, without capabilities and with 512 MB, on an internal
network with a Postgres and a Redis, and uses them as clients do. Everything is removed at the end.`;

export const addSmoke: AddCommand = (program, terminal) => {
  program
    .command('smoke')
    .description('Test the images: their contents, their main job, and their shutdown.')
    .option('--api <image>', 'image of the api (default: that of this commit)')
    .option('--worker <image>', 'image of the worker (default: that of this commit)')
    .option(...prefix(terminal))
    .option(...json)
    .addHelpText('after', notes)
    .action((options: Options) => run(terminal, options));
};

async function run(
  terminal: Terminal,
  { api, worker, prefix: before, json: machine }: Options,
): Promise<void> {
  const ofCommit = (name: string) => `${before}${name}:${readRevision(places.root, name).sha}`;
  const images: Images = { api: api ?? ofCommit('api'), worker: worker ?? ofCommit('worker') };
  const steps = createSteps(terminal.stderr);
  for (const service of readServices(places.root)) {
    const image = images[service.name as keyof Images];
    requireImage(image);
    const { problems } = await steps.run(`contents of ${image}`, async () =>
      inspectImage(places.root, service, image),
    );
    if (problems.length > 0) throw new CodedError('INTERNAL', `${image}:\n${problems.join('\n')}`);
  }
  await smoke(images, steps);
  terminal.out(machine ? `${JSON.stringify(images)}\n` : 'Both images passed.\n');
}

function requireImage(image: string): void {
  try {
    docker(['image', 'inspect', image]);
  } catch {
    throw new CodedError('NOT_FOUND', `there is no image ${image} on this machine: make images ALL=1`);
  }
}
