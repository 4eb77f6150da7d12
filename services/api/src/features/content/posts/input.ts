import type { NewPost, PostChange } from '@feed/store/content/posts/writes';
import { refuseFaults } from '../../../kit/input-faults.js';
import { textFaults } from '../../../kit/text-input.js';

/** What the caller left out is missing or null. */
export type PostInput = { [K in keyof NewPost]?: string | null | undefined };

/** The original's documents have `input`, its code the arguments beside it. */
export type CreatePostArgs = PostInput & { input?: PostInput | null; userId?: string | null };

const faults = ({ title, content, mediaType }: PostInput, contentRequired: boolean) => [
  ...textFaults(content, { name: 'Content', max: 10_000, required: contentRequired }),
  ...textFaults(title, { name: 'Title', max: 200 }),
  ...textFaults(mediaType, { name: 'Media type', max: 50 }),
];

/** @throws InputFaults that lists every fault */
export function checkNewPost({ input, ...args }: CreatePostArgs): NewPost {
  const { title, content, mediaType } = input ?? args;
  refuseFaults(faults({ title, content, mediaType }, true));
  return { title: title?.trim() || null, content: content ?? '', mediaType: mediaType?.trim() || null };
}

/** @throws InputFaults that lists every fault */
export function checkPostChange(input: PostInput): PostChange {
  refuseFaults(faults(input, input.content != null));
  return {
    title: input.title?.trim(),
    content: input.content ?? undefined,
    mediaType: input.mediaType?.trim(),
  };
}
