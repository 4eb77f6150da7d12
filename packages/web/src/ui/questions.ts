import { createStore } from './store.js';

export interface Question {
  readonly title: string;
  /** Says what will happen. */
  readonly text: string;
  /** The word on the button that does it. */
  readonly action: string;
}

export interface AskedQuestion extends Question {
  answer(yes: boolean): void;
}

/** The question that the page asks at the moment. */
export const asked = createStore<AskedQuestion | undefined>(undefined);

/** Asks before something is done that cannot be undone. @returns whether the user wants it */
export function ask(question: Question): Promise<boolean> {
  asked.get()?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean): void => {
      asked.set(undefined);
      resolve(yes);
    };
    asked.set({ ...question, answer });
  });
}
