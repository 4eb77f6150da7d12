import type { Sharing } from '@feed/store/content/shares/writes';
import { contentRules } from '@feed/store/rules/content';
import type { SharePostInput } from '../../../kit/schema-types.js';
import { assertValid, cleanText, existingId, textChecks } from '../../../kit/validation.js';
import { noPost } from './service.js';

/** @throws PayloadError with every message, CodedError NOT_FOUND */
export function toNewShare(
  { postId, caption }: SharePostInput,
  sharerId: string,
): Omit<Sharing, 'requestId'> {
  const text = cleanText(caption ?? '');
  assertValid(textChecks(text, 'Caption', contentRules.caption));
  return { id: existingId(postId, noPost()), caption: text, sharerId };
}
