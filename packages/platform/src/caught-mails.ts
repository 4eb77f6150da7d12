import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of a caught mail that are kept as JSON beside the mail itself. */
export interface CaughtMail {
  readonly from: string;
  /** The recipients, separated by commas. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

const extension = '.json';

/** The file of a mail whose files have this name. */
export const caughtMailFile = (name: string): string => `${name}${extension}`;

/**
 * The mails in the folder of a mail catcher, newest first, by the names of their files. Mails that it deletes meanwhile
 * are left out. Rejects when the folder cannot be read; one that does not exist yet is empty.
 */
export async function readCaughtMails(
  directory: string,
  limit: number,
): Promise<(CaughtMail & { id: string })[]> {
  const files = (await namesIn(directory)).filter((name) => name.endsWith(extension)).toSorted();
  const mails = await Promise.all(
    files
      .toReversed()
      .slice(0, limit)
      .map(async (file) => {
        const text = await readFile(join(directory, file), 'utf8').catch(() => undefined);
        if (text === undefined) return [];
        return [{ ...(JSON.parse(text) as CaughtMail), id: file.slice(0, -extension.length) }];
      }),
  );
  return mails.flat();
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
