import { CodedError } from '@feed/platform/errors';
import { json } from '@feed/cli/lib/options';
import type { AddCommand } from '@feed/cli/lib/terminal';
import { places } from '@feed/cli/system/places';
import { createSteps } from '@feed/cli/system/steps';
import { chooseServices, type Selection } from '../choose.js';
import { verify, type Verdict } from '../verify.js';
import { selection } from './options.js';

interface Options extends Selection {
  json?: boolean;
}

const notes = `
The commit that is checked out is built twice: the second time without the cache, in another folder, from files with
other dates and permissions. Then path, kind, permissions, owner, time and content of every file are
compared. Both builds use the same base image: pass --build-arg NODE_IMAGE=node@sha256:… to rebuild an old release.`;

export const addVerify: AddCommand = (program, terminal) => {
  selection(program.command('verify').description('Prove that a commit always builds the same files.'))
    .option(...json)
    .addHelpText('after', notes)
    .action(async (options: Options) => {
      const { services, reason } = chooseServices(places.root, options);
      terminal.err(
        `Images to verify (${reason}): ${services.map(({ name }) => name).join(', ') || 'none'}\n`,
      );
      const verdicts: Verdict[] = [];
      for (const service of services)
        verdicts.push(await verify(places.root, service, createSteps(terminal.stderr)));
      terminal.out(options.json ? `${JSON.stringify(verdicts)}\n` : verdicts.map(inWords).join(''));
      const different = verdicts.filter((verdict) => verdict.differences.length > 0);
      if (different.length > 0)
        throw new CodedError(
          'INTERNAL',
          `not reproducible: ${different.map(({ service }) => service).join(', ')}`,
        );
    });
};

function inWords({ service, entries, differences, sameLayers }: Verdict): string {
  if (differences.length > 0)
    return `${service}: ${differences.length} differences\n${differences.join('\n')}\n`;
  return `${service}: ${entries} entries, all the same${sameLayers ? ', and so are the layers' : ''}\n`;
}
