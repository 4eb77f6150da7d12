import { parseArgs } from 'node:util';
import { createSteps } from '@feed/cli/system/steps';
import { foreignKinds, type Kind } from '../definitions.js';
import { parseManifests } from '../manifest.js';
import { copyTree, kubectlVersion, type Tree } from '../tree.js';
import { examine } from './examine.js';
import { unseenFaults } from './faults.js';
import { describeFinding } from './finding.js';
import { hostDifferences } from './hosts.js';
import { goVersion, install, programs, type Program } from './programs.js';
import { makeSchemas } from './schemas.js';
import { brokenRules } from './rules.js';
import { judge, waivers, type Waiver } from './waivers.js';

const usage = `make k8s-check [ARGS="--without kube-linter"]

Renders every overlay, the base, and the base with each component, and has them examined by kubeconform, kube-score,
kube-linter and kubesec, which it compiles into .cache/k8s the first time (minutes, and a network for Go modules). Then
it shows each of them faults, which it has to find. What is left as it is although one of them objects is in
scripts/src/k8s/check/waivers.ts, with the reason.

  --without NAME  leave out a program, or the kinds of an operator such as keda.sh, that cannot be had; may be repeated
  --help          this text
`;

const steps = createSteps(process.stdout);

function missing(): string | undefined {
  if (!kubectlVersion())
    return 'kubectl is missing: install version 1.27 or later (Debian: kubernetes-client; Homebrew: kubernetes-cli)';
  if (!goVersion())
    return 'Go is missing, which the examiners are compiled with: install 1.24 or later (Debian: golang-go; Homebrew: go)';
  return undefined;
}

type Rendered = ReadonlyMap<string, string>;

/** By the name of the combination. @param groups whose resources are left out */
function render(tree: Tree, groups: readonly string[]): Rendered {
  const isLeftOut = (text: string) => groups.some((group) => text.startsWith(`apiVersion: ${group}/`));
  return new Map(
    tree.combinations.map((name) => {
      const documents = tree.render(name).split(/^---\n/m);
      return [name, documents.filter((text) => !isLeftOut(text)).join('---\n')];
    }),
  );
}

const kindsOf = (rendered: Rendered): Kind[] => foreignKinds([...rendered.values()].flatMap(parseManifests));

/** @returns what stands against the rendered manifests, a line each */
async function examineAll(rendered: Rendered, chosen: readonly Program[]): Promise<string[]> {
  const problems: string[] = [];
  const used = new Set<Waiver>();
  for (const [combination, yaml] of rendered)
    await steps.run(combination, async () => {
      problems.push(...brokenRules(parseManifests(yaml)).map((line) => `${combination}: ${line}`));
      const judgement = judge(
        combination,
        chosen.flatMap((program) => examine(program, yaml)),
      );
      for (const waiver of judgement.used) used.add(waiver);
      problems.push(...judgement.open.map((finding) => `${combination}: ${describeFinding(finding)}`));
    });
  const idle = waivers.filter(
    (waiver) => chosen.some(({ name }) => name === waiver.program) && !used.has(waiver),
  );
  return [
    ...problems,
    ...idle.map(({ program, check }) => `nothing needs the waiver of ${program} ${check}`),
  ];
}

/** @throws Error that says what can be done without it */
function installOrSay(program: Program): void {
  try {
    install(program);
  } catch (error) {
    const way = `"make k8s-check ARGS='--without ${program.name}'" leaves it out`;
    throw new Error(`${program.name} cannot be had: ${(error as Error).message}\n${way}`, { cause: error });
  }
}

async function check(without: readonly string[]): Promise<number> {
  const problem = missing();
  if (problem) return process.stderr.write(`${problem}\n`) ? 1 : 0;
  const chosen = programs.filter(({ name }) => !without.includes(name));
  for (const program of chosen)
    await steps.run(`${program.name} ${program.version}`, async () => installOrSay(program));
  const tree = copyTree();
  try {
    const rendered = render(tree, without);
    await steps.run('schemas', () => makeSchemas(kindsOf(rendered)));
    const problems = await examineAll(rendered, chosen);
    const freeTier = tree.render('overlays/free-tier');
    problems.push(...hostDifferences(parseManifests(freeTier)).map((line) => `overlays/free-tier: ${line}`));
    await steps.run('planted faults are found', async () => {
      problems.push(...unseenFaults(freeTier, chosen));
    });
    for (const line of problems) process.stderr.write(`- ${line}\n`);
    const left = without.length > 0 ? `, without ${without.join(' and ')}` : '';
    steps.say(`${tree.combinations.length} combinations, ${problems.length} problems${left}`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    tree.remove();
  }
}

try {
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, without: { type: 'string', multiple: true } },
  });
  if (values.help) process.stdout.write(usage);
  else process.exitCode = await check(values.without ?? []);
} catch (error) {
  process.stderr.write(`\nk8s-check: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
