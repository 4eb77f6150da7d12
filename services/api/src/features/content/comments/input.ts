import { contentRules } from '@feed/store/rules/content';
import type { NewComment } from '@feed/store/content/comments/writes';
import type { CreateCommentInput } from '../../../kit/schema-types.js';
import { assertValid, existingId, textChecks } from '../../../kit/validation.js';

/** @throws ValidationError with every message, CodedError NOT_FOUND */
export function toNewComment(input: CreateCommentInput, authorId: string): NewComment {
  const { postId, content, parentCommentId } = input;
  assertValid(textChecks(content, 'Content', contentRules.comment));
  return {
    postId: existingId(postId, 'Post'),
    content,
    parentId: parentCommentId == null ? null : existingId(parentCommentId, 'Parent comment'),
    authorId,
  };
}
