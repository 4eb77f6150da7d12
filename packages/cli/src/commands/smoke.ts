import { Option } from 'commander';
import { json, seconds, webAddress } from '../lib/options.js';
import { type AddCommand, leaves } from '../lib/terminal.js';
import { createClient } from './smoke/client.js';
import { mainJob } from './smoke/main-job.js';

interface Options {
  url?: string;
  wait: number;
  json?: boolean;
}

const requestTimeoutMs = 15_000;

const notes = `
It leaves three accounts behind, named ada_…, grace_… and linus_…, and nothing that shows in feeds.
It needs only the api's address, so it can also test a system that runs elsewhere.

Examples:
  feedctl smoke
  feedctl smoke --url https://feed.example.org/graphql --wait 2m`;

export const addSmoke: AddCommand = (program, terminal) => {
  program
    .command('smoke')
    .description(
      'Use a running system like a client: register, follow, post, like, comment, share, read, delete.',
    )
    .option('--url <url>', 'the GraphQL endpoint of the api (default: the local system)', webAddress)
    .addOption(
      new Option('--wait <duration>', 'how long a post may take to appear in a feed')
        .argParser(seconds(1, 600))
        .default(30, '30s'),
    )
    .hook('preAction', leaves(terminal, 'The accounts and posts that it has made stay.'))
    .option(...json)
    .addHelpText('after', notes)
    .action(async ({ url = localUrl(terminal.env), wait, json: machine }: Options) => {
      const started = performance.now();
      const steps: string[] = [];
      const onStep = (step: string): void => {
        steps.push(step);
        if (!machine) terminal.out(`ok  ${step}\n`);
      };
      await mainJob({ client: createClient(url, requestTimeoutMs), visibleMs: wait * 1000, onStep });
      const took = (performance.now() - started) / 1000;
      terminal.out(
        machine ? `${JSON.stringify({ url, steps, seconds: took })}\n` : `Done in ${took.toFixed(1)} s.\n`,
      );
    });
};

const localUrl = (env: NodeJS.ProcessEnv): string => `http://127.0.0.1:${env['PORT'] || 4000}/graphql`;
