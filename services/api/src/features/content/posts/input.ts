import { CodedError } from '@feed/platform/errors';
import { contentRules } from '@feed/store/rules/content';
import type { NewPost } from '@feed/store/content/posts/new-posts';
import type { PostChange } from '@feed/store/content/posts/writes';
import type { MutationCreatePostArgs, MutationUpdatePostArgs } from '../../../kit/schema-types.js';
import { assertValid, existingId, textChecks } from '../../../kit/validation.js';

/** The fields of a post as callers give them; what they leave out is missing or null. */
type Fields = { [K in keyof NewPost]?: string | null | undefined };

const checks = ({ title, content, mediaType }: Fields, contentRequired: boolean) => [
  ...textChecks(content, 'Content', { ...contentRules.post, required: contentRequired }),
  ...textChecks(title?.trim(), 'Title', contentRules.title),
  ...textChecks(mediaType?.trim(), 'Media type', contentRules.mediaType),
];

/**
 * Clients of the original system send the fields in `input`, as its documents show, or beside it, as its code did.
 * @throws ValidationError with every message, CodedError FORBIDDEN for the id of another account
 */
export function toNewPost({ input, userId, ...args }: MutationCreatePostArgs, authorId: string): NewPost {
  if (userId != null && userId !== authorId)
    throw new CodedError('FORBIDDEN', 'You can only post as yourself');
  const { title, content, mediaType } = input ?? args;
  assertValid(checks({ title, content, mediaType }, true));
  return { title: title?.trim() || null, content: content ?? '', mediaType: mediaType?.trim() || null };
}

/** @throws ValidationError with every message, CodedError NOT_FOUND */
export function toPostChange({ id, input }: MutationUpdatePostArgs): { id: string; change: PostChange } {
  assertValid(checks(input, input.content != null));
  const change = {
    title: input.title?.trim(),
    content: input.content ?? undefined,
    mediaType: input.mediaType?.trim(),
  };
  return { id: existingId(id, 'Post'), change };
}
