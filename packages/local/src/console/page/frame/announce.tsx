import { useEffect, useState } from 'preact/hooks';

let show: (text: string) => void = () => {};

/** Says something in a live region, which screen readers read out, and shows it for a while. */
export const announce = (text: string): void => show(text);

const SHOWN_MS = 8_000;

export function Announcer() {
  const [text, setText] = useState('');
  show = setText;
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(() => setText(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="announced" role="status" id="announced">
      {text}
    </p>
  );
}
