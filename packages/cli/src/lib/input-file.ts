import { statSync } from 'node:fs';
import { CodedError } from '@feed/platform/errors';

/** @throws CodedError NOT_FOUND when the file does not exist, INVALID_INPUT when it is a directory */
export function requireFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CodedError('NOT_FOUND', `there is no ${path}`);
  if (found.isDirectory()) throw new CodedError('INVALID_INPUT', `${path} is a directory`);
}
