import type { TextRule } from '@feed/platform/text';

/** The rules of the texts that people publish. Line breaks and any direction of writing belong to a text. */
export const contentRules = {
  post: { max: 10_000, required: true },
  comment: { max: 10_000, required: true },
  caption: { max: 2_000 },
  title: { max: 255, oneLine: true },
  mediaType: { max: 50, oneLine: true },
} as const satisfies Record<string, TextRule>;
