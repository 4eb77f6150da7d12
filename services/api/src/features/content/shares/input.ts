import type { Sharing } from '@feed/store/content/shares/writes';
import { contentRules } from '@feed/store/rules/content';
import type { SharePostInput } from '../../../kit/schema-types.js';
import { assertValid, existingId, textChecks } from '../../../kit/validation.js';

/** @throws ValidationError with every message, CodedError NOT_FOUND */
export function toNewShare(
  { postId, caption }: SharePostInput,
  sharerId: string,
): Omit<Sharing, 'requestId'> {
  const text = caption?.trim() ?? '';
  assertValid(textChecks(text, 'Caption', contentRules.caption));
  return { id: existingId(postId, 'Post'), caption: text, sharerId };
}
