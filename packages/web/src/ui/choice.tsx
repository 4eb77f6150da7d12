export interface ChoiceProps<T extends string | number> {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly text: string }[];
  onChoose(value: T): void;
}

/** A row of buttons, one of which is pressed. */
export const Choice = <T extends string | number>({ label, value, options, onChoose }: ChoiceProps<T>) => (
  <div class="choice" role="group" aria-label={label}>
    {options.map((option) => (
      <button
        type="button"
        key={option.value}
        aria-pressed={option.value === value}
        onClick={() => onChoose(option.value)}
      >
        {option.text}
      </button>
    ))}
  </div>
);
