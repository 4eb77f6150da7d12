import { useId } from 'preact/hooks';

export interface FieldProps {
  label: string;
  value: string;
  onValue(value: string): void;
  hint?: string;
  type?: 'text' | 'email' | 'password';
  autoComplete?: 'username' | 'email' | 'given-name' | 'family-name' | 'current-password' | 'new-password';
  required?: boolean;
}

/** A labelled line of text. */
export function Field({ label, value, onValue, hint, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...rest}
        {...({ id, type, value } as object)}
        dir="auto"
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {hint && (
        <span class="quiet" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
