import { CodedError } from '@feed/platform/errors';
import { type CaughtMail, readCaughtMails } from '@feed/platform/caught-mails';

const maxCharacters = 10_000;

/**
 * The newest mails in the folder of the mail catcher.
 * @throws CodedError NOT_FOUND where there is no mail catcher
 */
export async function caughtMails(
  directory: string | undefined,
  limit: number,
): Promise<(CaughtMail & { id: string })[]> {
  if (directory === undefined)
    throw new CodedError('NOT_FOUND', 'Mails are caught in local mode only; this system sends them');
  const mails = await readCaughtMails(directory, limit);
  return mails.map((mail) => ({ ...mail, text: mail.text.slice(0, maxCharacters) }));
}
