import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { run } from '../support/run.js';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/** Code that prints one word offered after the command line `words` per line, once the script of the shell is loaded. */
const ask: Record<Shell, (words: readonly string[]) => string> = {
  bash: (words) =>
    `COMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; _feedctl; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (words) =>
    [
      `_describe() { print -rl -- \${\${(P)2}%%:*} }`,
      `compadd() { print -rl -- "$@" }`,
      '_files() { :; }',
      `words=(${quoted(words)}); CURRENT=${words.length}; _feedctl`,
    ].join('\n'),
  fish: (words) => `complete -C ${quoted([words.join(' ')])} | string replace -r '\\t.*' ''`,
};

/** The option that keeps a shell from reading the files of its user. */
const bare: Record<Shell, string> = { bash: '--norc', zsh: '-f', fish: '--no-config' };
/** The completion system of zsh is not loaded in a script. */
const setup: Record<Shell, string> = { bash: '', zsh: 'compdef() { :; }', fish: '' };

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');
const installed = (shell: Shell) => spawnSync(shell, ['-c', 'true']).status === 0;

describe('the completion of feedctl', () => {
  for (const shell of shells)
    describe(`in ${shell}`, () => {
      let script: string;
      before(async function () {
        script = (await run(['completion', shell], {})).stdout;
        if (!installed(shell)) this.skip();
      });

      const offered = (...words: string[]): string[] => {
        const code = `${setup[shell]}\n${script}\n${ask[shell](['feedctl', ...words])}`;
        const { stdout, stderr } = spawnSync(shell, [bare[shell], '-c', code], { encoding: 'utf8' });
        assert.equal(stderr, '');
        return stdout.split('\n').filter((word) => word.startsWith(words.at(-1) ?? '') && word !== '');
      };

      it('knows the commands, those below them and their options', () => {
        assert.deepEqual(offered('ver'), ['verify']);
        assert.deepEqual(offered('tasks', 're'), ['redrive']);
        assert.deepEqual(offered('user', 'create', '--em'), ['--email']);
        assert.deepEqual(offered('completion', 'z'), ['zsh']);
      });

      it('knows the values of an option, and goes on after it', () => {
        assert.deepEqual(offered('tasks', 'list', '--state', 'd').toSorted(), ['dead', 'done']);
        assert.deepEqual(offered('tasks', 'list', '--limit', '3', '--ki'), ['--kind']);
      });
    });

  it('is made for these shells only', async () => {
    assert.equal((await run(['completion', 'tcsh'], {})).code, 2);
  });
});
