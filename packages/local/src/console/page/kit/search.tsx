import { useEffect, useState } from 'preact/hooks';

interface SearchProps {
  readonly label: string;
  readonly value: string;
  /** Told when the text is ready: at Enter, or as the focus leaves. */
  readonly set: (text: string) => void;
}

/** Field for a text to look for; what is being typed stays while the page around it changes. */
export function Search({ label, value, set }: SearchProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <label>
      {label}
      <input
        type="search"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onChange={() => set(text)}
      />
    </label>
  );
}
