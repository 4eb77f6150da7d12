import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { asked, type AskedQuestion } from './questions.js';
import { useStore } from './store.js';

/** Shows the question that is asked, over everything else. */
export function QuestionDialog() {
  const question = useStore(asked);
  return question ? <Dialog question={question} /> : null;
}

/**
 * The browser keeps the focus in a modal dialog and gives it back at the end. The button that changes nothing comes first,
 * so that it has the focus.
 */
function Dialog({ question }: { question: AskedQuestion }) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => element.current!.showModal(), []);
  const close = (answer: string): void => element.current!.close(answer);
  return (
    <dialog
      ref={element}
      class="dialog"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={({ currentTarget }) => question.answer(currentTarget.returnValue === 'yes')}
      onClick={({ target, currentTarget }) => target === currentTarget && close('')}
    >
      <div class="dialog-body">
        <h2 id={`${id}-title`}>{question.title}</h2>
        <p id={`${id}-text`}>{question.text}</p>
        <div class="form-end">
          <button type="button" class="button button-quiet" onClick={() => close('')}>
            Cancel
          </button>
          <button type="button" class="button button-bad" onClick={() => close('yes')}>
            {question.action}
          </button>
        </div>
      </div>
    </dialog>
  );
}
