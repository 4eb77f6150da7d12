import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export interface ConfirmProps {
  title: string;
  /** The label of the button that does it. */
  action: string;
  children: ComponentChildren;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something is done. Escape and the second button close it, and the focus returns to where it was. */
export function Confirm({ title, action, children, onConfirm, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const confirmed = (): void => {
    dialog.current?.close();
    onConfirm();
  };
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      <div class="text">{children}</div>
      <div class="form-end">
        <button type="button" class="button button-quiet" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button type="button" class="button" onClick={confirmed}>
          {action}
        </button>
      </div>
    </dialog>
  );
}
