import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Program {
  readonly name: 'kube-score' | 'kube-linter' | 'kubesec' | 'kubeconform';
  /** Where it is. */
  readonly module: string;
  readonly version: string;
  /** Below the module. */
  readonly path: string;
}

export const programs: readonly Program[] = [
  {
    name: 'kubeconform',
    module: 'github.com/yannh/kubeconform',
    version: 'v0.7.0',
    path: '/cmd/kubeconform',
  },
  { name: 'kube-score', module: 'github.com/zegl/kube-score', version: 'v1.20.0', path: '/cmd/kube-score' },
  {
    name: 'kube-linter',
    module: 'golang.stackrox.io/kube-linter',
    version: 'v0.8.3',
    path: '/cmd/kube-linter',
  },
  { name: 'kubesec', module: 'github.com/controlplaneio/kubesec/v2', version: 'v2.14.2', path: '' },
];

const folder = resolve('.cache/k8s/bin');

/** Where the program is once it is installed. */
export const programFile = ({ name, version }: Program): string => join(folder, `${name}-${version}`);

/** The version of Go; undefined when there is none. */
export function goVersion(): string | undefined {
  const { stdout, status } = spawnSync('go', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

export function go(args: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  const options = { encoding: 'utf8', cwd, env: { ...process.env, GOFLAGS: '-mod=mod', ...env } } as const;
  const { stdout, stderr, status } = spawnSync('go', [...args], options);
  if (status !== 0) throw new Error(lastMessage(stderr));
  return stdout;
}

/** Lines that begin with a space belong to the one before. */
const lastMessage = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /^\S/.test(line))
    .at(-1) ?? 'go says nothing';

/**
 * Does `work` in an empty Go module, so that nothing around here has a say in versions. It names a version of Go, because
 * without one Go wants to read of every module that any dependency ever mentioned.
 */
export function inGoModule<T>(work: (cwd: string) => T): T {
  const cwd = mkdtempSync(join(tmpdir(), 'feed-go-'));
  try {
    writeFileSync(join(cwd, 'go.mod'), 'module tools\n\ngo 1.24\n');
    return work(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Compiles the pinned version, unless it is there; minutes the first time. @throws Error with what go says last */
export function install(program: Program): void {
  const file = programFile(program);
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  inGoModule((cwd) => {
    go(['mod', 'edit', `-require=${program.module}@${program.version}`], cwd);
    go(['install', program.module + program.path], cwd, { GOBIN: cwd });
    renameSync(join(cwd, binary(program)), file);
  });
}

/** Go leaves a major version at the end of a path out of the name. */
const binary = ({ module, path }: Program): string =>
  (module + path)
    .replace(/\/v\d+$/, '')
    .split('/')
    .at(-1) ?? '';
