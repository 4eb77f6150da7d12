import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type ProcessError, runSync } from '@feed/cli/lib/process';

/** A program that is compiled from its source when it is needed. */
export interface GoProgram {
  readonly name: string;
  readonly version: string;
  /** Its Go module, and the path of the program below it. */
  readonly module: string;
  readonly path: string;
}

/** The path of the program once it is installed. */
export const programFile = ({ name, version }: GoProgram): string =>
  resolve('.cache/go', `${name}-${version}`);

/** @throws Error that says how to install Go */
export function requireGo(): void {
  try {
    runSync('go', ['version']);
  } catch (error) {
    const cause = { cause: error };
    throw new Error(
      'Go is missing: install 1.24 or later (Debian: golang-go; Homebrew: go; https://go.dev/dl)',
      cause,
    );
  }
}

/** @throws Error with the last message of go */
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

/** Compiles the pinned version, which takes minutes, unless it is there. @throws Error with the last message of go */
export function install(program: GoProgram): void {
  const { name, version, module, path } = program;
  if (existsSync(programFile(program))) return;
  mkdirSync(dirname(programFile(program)), { recursive: true });
  inGoModule((cwd) => {
    go(['mod', 'edit', `-require=${module}@${version}`], cwd);
    go(['install', module + path], cwd, { GOBIN: cwd });
    renameSync(join(cwd, name), programFile(program));
  });
}
