import { createStore } from './store.js';

export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
  readonly action?: { readonly label: string; run(): void } | undefined;
}

const shownMs = 7000;
let lastId = 0;

/** The messages at the bottom of the page, which screen readers announce. */
export const notices = createStore<readonly Notice[]>([]);

/** Shows a message for a few seconds; one with a fault stays until it is closed. */
export function notify(tone: Notice['tone'], text: string, action?: Notice['action']): void {
  const id = (lastId += 1);
  const others = notices.get().filter((notice) => notice.text !== text);
  notices.set([...others.slice(-2), { id, tone, text, action }]);
  if (tone === 'good') setTimeout(() => dismiss(id), shownMs);
}

export const dismiss = (id: number): void => notices.set(notices.get().filter((notice) => notice.id !== id));
