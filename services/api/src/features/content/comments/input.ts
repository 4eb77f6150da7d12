import { isBlank } from '@feed/platform/text';
import { contentRules } from '@feed/store/rules/content';
import type { CommentChange, NewComment } from '@feed/store/content/comments/writes';
import type { CreateCommentInput, MutationUpdateCommentArgs } from '../../../kit/schema-types.js';
import { assertValid, cleanText, existingId, textChecks } from '../../../kit/validation.js';
import { noParent, noPost, unchangeable } from './service.js';

/** @throws PayloadError with every message */
function toContent(content: string): string {
  const text = cleanText(content);
  const message = isBlank(text) ? 'Comment cannot be empty' : undefined;
  assertValid(textChecks(text, 'Content', contentRules.comment), message);
  return text;
}

/** @throws PayloadError with every message, CodedError NOT_FOUND */
export function toNewComment(input: CreateCommentInput, authorId: string): NewComment {
  const { postId, parentCommentId } = input;
  const content = toContent(input.content);
  return {
    postId: existingId(postId, noPost()),
    content,
    parentId: parentCommentId == null ? null : existingId(parentCommentId, noParent()),
    authorId,
  };
}

/** @throws PayloadError with every message, CodedError NOT_FOUND */
export function toCommentChange({ id, content }: MutationUpdateCommentArgs, authorId: string): CommentChange {
  const text = toContent(content);
  return { id: existingId(id, unchangeable('NOT_FOUND')), content: text, authorId };
}
