import { isBlank } from '@feed/platform/text';
import { contentRules } from '@feed/store/rules/content';
import type { NewPost } from '@feed/store/content/posts/new-posts';
import type { PostChange } from '@feed/store/content/posts/writes';
import { firstIdAt } from '@feed/store/postgres/ids';
import type { ListRequest } from '@feed/store/content/posts/reads';
import type {
  MutationCreatePostArgs,
  MutationUpdatePostArgs,
  QueryAllPostsArgs,
} from '../../../kit/schema-types.js';
import { assertValid, cleanText, existingId, textChecks } from '../../../kit/validation.js';
import { unchangeable } from './service.js';

/** The fields of a post as callers give them; what they leave out is missing or null. */
type Fields = { [K in keyof NewPost]?: string | null | undefined };

const cleaned = ({ title, content, mediaType }: Fields): PostChange => ({
  title: cleanText(title),
  content: cleanText(content),
  mediaType: cleanText(mediaType),
});

/** @param content of the post after the change; undefined when it is not changed */
function assertFields({ title, content, mediaType }: PostChange): void {
  const required = content !== undefined;
  assertValid(
    [
      ...textChecks(content, 'Content', { ...contentRules.post, required }),
      ...textChecks(title, 'Title', contentRules.title),
      ...textChecks(mediaType, 'Media type', contentRules.mediaType),
    ],
    required && isBlank(content) ? 'Content cannot be empty' : undefined,
  );
}

/**
 * Clients of the original system send the fields in `input`, as its documents show, or beside it, as its code did.
 * @throws PayloadError with every message
 */
export function toNewPost({ input, ...args }: MutationCreatePostArgs): NewPost {
  const { title, content = '', mediaType } = cleaned(input ?? args);
  assertFields({ title, content, mediaType });
  return { title: title || null, content, mediaType: mediaType || null };
}

/** @throws PayloadError with every message, CodedError NOT_FOUND */
export function toPostChange({ id, input }: MutationUpdatePostArgs): { id: string; change: PostChange } {
  const change = cleaned(input);
  assertFields(change);
  return { id: existingId(id, unchangeable('NOT_FOUND')), change };
}

/** Ids have the order in which posts were created, to the millisecond. Neither of the two moments is part of the range. */
export function createdBetween({
  createdAfter,
  createdBefore,
}: QueryAllPostsArgs): Pick<ListRequest, 'from' | 'after'> {
  return {
    ...(createdAfter != null && { from: firstIdAt(createdAfter.getTime() + 1) }),
    ...(createdBefore != null && { after: firstIdAt(createdBefore.getTime()) }),
  };
}
