import { ensureProgram, isPresent, type SystemProgram } from './system-program.js';

const nginx: SystemProgram = {
  command: 'nginx',
  versionFlag: '-v',
  debian: 'nginx-light',
  homebrew: 'nginx',
  advice: 'install nginx 1.20 or later so that it is on the PATH',
};

export const hasNginx = (): boolean => isPresent(nginx);

/** Installs nginx when it is missing. @returns what to do where it cannot be installed; the tests that need it are then skipped */
export function offerNginx(): string | undefined {
  try {
    ensureProgram(nginx);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
