import { useId } from 'preact/hooks';

export interface PostValue {
  readonly title: string;
  readonly content: string;
}

export interface PostFieldsProps {
  value: PostValue;
  change(next: Partial<PostValue>): void;
}

export const longestContent = 10_000;
const longestTitle = 255;

/** The fields of a post that is written or edited. */
export function PostFields({ value, change }: PostFieldsProps) {
  const id = useId();
  return (
    <>
      <label class="sr" for={`${id}-title`}>
        Title, if you like
      </label>
      <input
        id={`${id}-title`}
        class="compose-title"
        dir="auto"
        maxLength={longestTitle}
        placeholder="Title, if you like"
        value={value.title}
        onInput={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      <label class="sr" for={`${id}-content`}>
        Your post
      </label>
      <textarea
        id={`${id}-content`}
        dir="auto"
        rows={2}
        maxLength={longestContent}
        placeholder="What happened?"
        value={value.content}
        onInput={({ currentTarget }) => change({ content: currentTarget.value })}
        onKeyDown={submitOnEnter}
      />
    </>
  );
}

/** Control or Command with Enter sends the form. */
export function submitOnEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
}
