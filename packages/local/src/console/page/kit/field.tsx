interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly set: (text: string) => void;
}

/** Field for JSON or a message. */
export const TextArea = ({ label, value, rows, set }: TextAreaProps) => (
  <label class="area">
    {label}
    <textarea rows={rows} spellcheck={false} value={value} onInput={({ currentTarget }) => set(currentTarget.value)} />
  </label>
);

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
}

/** Field for one line. */
export const TextField = ({ label, value, set }: TextFieldProps) => (
  <label>
    {label}
    <input value={value} spellcheck={false} onInput={({ currentTarget }) => set(currentTarget.value)} />
  </label>
);

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly set: (value: string) => void;
}

/** Choice of one of several. */
export const Choice = ({ label, value, options, set }: ChoiceProps) => (
  <label>
    {label}
    <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
      {options.map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  </label>
);
