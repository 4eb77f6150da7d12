import { json } from '../lib/options.js';
import { printable } from '../lib/printable.js';
import { table } from '../lib/table.js';
import type { AddCommand } from '../lib/terminal.js';
import { examine } from './doctor/examine.js';
import { levels, type Finding } from './doctor/finding.js';

const notes = `
Run it with the environment of the services: DATABASE_URL, REDIS_URL and all other settings they are started with.
It changes nothing, sends no mail and prints no secret. A "fail" makes the exit code 1; a "warn" does not.

Examples:
  feedctl doctor
  feedctl doctor --json | jq '.findings[] | select(.level != "ok")'`;

export const addDoctor: AddCommand = (program, terminal) => {
  program
    .command('doctor')
    .description('Check everything the services depend on, and advise what to do about problems.')
    .option(...json)
    .addHelpText('after', notes)
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(terminal);
      terminal.out(options.json ? `${JSON.stringify(toMachine(findings))}\n` : inWords(findings));
      if (findings.some(({ level }) => level === 'fail')) terminal.exitCode = 1;
    });
};

const countOf = (findings: readonly Finding[]) =>
  Object.fromEntries(
    levels.map((level) => [level, findings.filter((finding) => finding.level === level).length]),
  );

const toMachine = (findings: readonly Finding[]) => ({ ...countOf(findings), findings });

function inWords(findings: readonly Finding[]): string {
  const rows = findings.map(({ level, check, found }) => [level, check, printable(found)]);
  const advice = findings.flatMap(({ level, check, advice }) =>
    advice === undefined ? [] : [`${level} ${check}: ${advice}\n`],
  );
  const counts = Object.entries(countOf(findings)).map(([level, count]) => `${count} ${level}`);
  const what = advice.length === 0 ? '' : `\nWhat to do:\n${advice.join('')}`;
  return `${table(['level', 'check', 'found'], rows)}${what}\n${counts.join(', ')}\n`;
}
