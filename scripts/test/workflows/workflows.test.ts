import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  steps?: Step[];
  uses?: string;
  'timeout-minutes'?: number;
}

const folder = '.github/workflows';
const texts = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const workflows = texts.map(({ file, text }) => ({
  file,
  workflow: parse(text) as { permissions: unknown; concurrency: unknown; jobs: Record<string, Job> },
}));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${name} in ${file}`, job })),
);
const runs = ({ steps = [] }: Job): string => steps.map(({ run = '' }) => run).join('\n');

describe('workflows', () => {
  it('call targets that the Makefile has', () => {
    const targets = [...readFileSync('Makefile', 'utf8').matchAll(/^([a-z][a-z0-9-]*):/gm)].map(
      ([, name]) => name,
    );
    const called = jobs.flatMap(({ job }) => [...runs(job).matchAll(/\bmake (?:--\S+ )*([a-z][a-z0-9-]*)/g)]);
    assert.ok(called.length >= 7);
    for (const [text, target] of called)
      assert.ok(targets.includes(target), `${text}: there is no such target`);
  });

  it('pin third-party actions by their full commit, and name the version', () => {
    for (const { file, text } of texts)
      for (const [line, action] of text.matchAll(/^.*\buses: (\S+).*$/gm))
        if (!action?.startsWith('./'))
          assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, `${file}: ${line.trim()}`);
  });

  it('may read the code and nothing else, unless a job says so', () => {
    for (const { file, workflow } of workflows)
      assert.deepEqual(workflow.permissions, { contents: 'read' }, file);
  });

  it('have time-outs, and are cancelled by newer runs', () => {
    for (const { name, job } of jobs) assert.ok(job.uses ?? job['timeout-minutes'], name);
    for (const { file, workflow } of workflows) assert.ok(workflow.concurrency, file);
  });

  it('leave no token in the checkout, and fetch the history where the previous release or its tags are needed', () => {
    for (const { name, job } of jobs)
      for (const { uses, with: options } of job.steps ?? []) {
        if (!uses?.startsWith('actions/checkout@')) continue;
        assert.equal(options?.['persist-credentials'], false, name);
        if (/make (test|images)\b/.test(runs(job))) assert.equal(options?.['fetch-depth'], 0, name);
      }
  });
});
