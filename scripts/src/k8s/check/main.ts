import { parseArgs } from 'node:util';
import { runTool } from '@feed/platform/run-tool';
import { createSteps } from '@feed/cli/system/steps';
import { install, requireGo } from '../../lib/go.js';
import { foreignKinds } from '../definitions.js';
import { parseManifests } from '../manifest.js';
import { copyTree, hasKubectl, type Tree } from '../tree.js';
import { describeFinding, examine } from './examine.js';
import { unseenFaults } from './faults.js';
import { hostDifferences } from './hosts.js';
import { programs, type Program } from './programs.js';
import { brokenRules } from './rules.js';
import { makeSchemas } from './schemas.js';
import { judge, waivers, type Waiver } from './waivers.js';

const usage = `make k8s-check [ARGS="--without kube-linter"]

Renders every overlay, the base, and the base with each component, and has them examined by kubeconform, kube-score,
kube-linter and kubesec, which it compiles into .cache/go the first time (minutes, and a network for Go modules). Then
it plants faults, each of which the programs have to find. Accepted findings are in scripts/src/k8s/check/waivers.ts, with the
reason.

  --without NAME  leave out a program, or the kinds of an operator such as keda.sh; may be repeated
  --help          this text
`;

const steps = createSteps(process.stdout);

/** By the name of the combination. @param groups whose resources are left out */
function render(tree: Tree, groups: readonly string[]): Map<string, string> {
  const isLeftOut = (text: string) => groups.some((group) => text.startsWith(`apiVersion: ${group}/`));
  const documents = (name: string) => tree.render(name).split(/^---\n/m);
  return new Map(
    tree.combinations.map((name) => [
      name,
      documents(name)
        .filter((text) => !isLeftOut(text))
        .join('---\n'),
    ]),
  );
}

/** @returns a line for each problem */
async function examineAll(
  rendered: ReadonlyMap<string, string>,
  chosen: readonly Program[],
): Promise<string[]> {
  const problems: string[] = [];
  const used = new Set<Waiver>();
  for (const [combination, yaml] of rendered)
    await steps.run(combination, async () => {
      const findings = chosen.flatMap((program) => examine(program, yaml));
      const judgement = judge(combination, findings);
      for (const waiver of judgement.used) used.add(waiver);
      const found = [...brokenRules(parseManifests(yaml)), ...judgement.open.map(describeFinding)];
      problems.push(...found.map((line) => `${combination}: ${line}`));
    });
  const idle = waivers.filter((each) => chosen.some(({ name }) => name === each.program) && !used.has(each));
  return [
    ...problems,
    ...idle.map(({ program, check }) => `nothing needs the waiver of ${program} ${check}`),
  ];
}

/** @throws Error that says how to leave the program out */
function installOrAdvise(program: Program): void {
  try {
    install(program);
  } catch (error) {
    const advice = `"make k8s-check ARGS='--without ${program.name}'" leaves it out`;
    throw new Error(`${program.name} cannot be installed: ${(error as Error).message}\n${advice}`, {
      cause: error,
    });
  }
}

async function check(tree: Tree, without: readonly string[]): Promise<number> {
  const chosen = programs.filter(({ name }) => !without.includes(name));
  for (const program of chosen)
    await steps.run(`${program.name} ${program.version}`, async () => installOrAdvise(program));
  const rendered = render(tree, without);
  const kinds = foreignKinds([...rendered.values()].flatMap(parseManifests));
  await steps.run('schemas', () => makeSchemas(kinds));
  const problems = await examineAll(rendered, chosen);
  const freeTier = tree.render('overlays/free-tier');
  problems.push(...hostDifferences(parseManifests(freeTier)).map((line) => `overlays/free-tier: ${line}`));
  await steps.run('planted faults are found', async () => problems.push(...unseenFaults(freeTier, chosen)));
  for (const line of problems) process.stderr.write(`- ${line}\n`);
  const left = without.length > 0 ? `, without ${without.join(' and ')}` : '';
  steps.say(`${tree.combinations.length} combinations, ${problems.length} problems${left}`);
  return problems.length === 0 ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' }, without: { type: 'string', multiple: true } },
  });
  if (values.help) return process.stdout.write(usage) ? 0 : 1;
  if (!hasKubectl())
    throw new Error(
      'kubectl is missing: install 1.27 or later (Debian: kubernetes-client; Homebrew: kubernetes-cli)',
    );
  requireGo();
  const tree = copyTree();
  return await check(tree, values.without ?? []).finally(() => tree.remove());
}

await runTool(main);
