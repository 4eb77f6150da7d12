import { useState } from 'preact/hooks';
import { failureText } from './failure.js';

/** Sends a form, and says why it was not accepted. */
export function useForm(send: () => Promise<unknown>, onDone: () => void) {
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    send()
      .then(onDone, (error: unknown) => setProblem(failureText(error)))
      .finally(() => setSending(false));
  };
  return { problem, sending, submit };
}
