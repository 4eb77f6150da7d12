import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ProcessError, runSync } from '@feed/cli/lib/process';

export interface Program {
  readonly name: 'kube-score' | 'kube-linter' | 'kubesec' | 'kubeconform';
  readonly version: string;
  /** Its Go module, and the path of the program below it. */
  readonly module: string;
  readonly path: string;
}

export const programs: readonly Program[] = [
  {
    name: 'kubeconform',
    version: 'v0.7.0',
    module: 'github.com/yannh/kubeconform',
    path: '/cmd/kubeconform',
  },
  { name: 'kube-score', version: 'v1.20.0', module: 'github.com/zegl/kube-score', path: '/cmd/kube-score' },
  {
    name: 'kube-linter',
    version: 'v0.8.3',
    module: 'golang.stackrox.io/kube-linter',
    path: '/cmd/kube-linter',
  },
  { name: 'kubesec', version: 'v2.14.2', module: 'github.com/controlplaneio/kubesec/v2', path: '' },
];

const folder = resolve('.cache/k8s/bin');

/** Where the program is once it is installed. */
export const programFile = ({ name, version }: Program): string => join(folder, `${name}-${version}`);

/** @throws Error with what go says last */
export function go(args: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  try {
    return runSync('go', args, { cwd, env: { GOFLAGS: '-mod=mod', ...env } }).stdout;
  } catch (error) {
    throw new Error(lastMessage((error as ProcessError).reason), { cause: error });
  }
}

/** Lines that begin with a space belong to the one before. */
const lastMessage = (text: string): string => text.split('\n').findLast((line) => /^\S/.test(line)) ?? text;

/**
 * Calls `work` in an empty Go module, so that no other module here influences versions. It names a version of Go, because
 * without one Go reads about every module that any dependency ever mentioned.
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

/** Compiles the pinned version unless it is installed, which takes minutes. @throws Error with what go says last */
export function install(program: Program): void {
  const { name, version, module, path } = program;
  if (existsSync(programFile(program))) return;
  mkdirSync(folder, { recursive: true });
  inGoModule((cwd) => {
    go(['mod', 'edit', `-require=${module}@${version}`], cwd);
    go(['install', module + path], cwd, { GOBIN: cwd });
    renameSync(join(cwd, name), programFile(program));
  });
}
