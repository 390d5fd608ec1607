import type { Screen } from '#local/cli/style.ts';

/** A line at the bottom of a terminal that is drawn again and again. Elsewhere it is not there. */
export interface LiveLine {
  show(text: string): void;
  /** A line that stays, above the one that is drawn again. */
  say(line: string): void;
  /** Takes the line away, until it is shown again. */
  clear(): void;
}

export function liveLine(screen: Screen): LiveLine {
  let shown = '';
  const erase = () => {
    if (shown !== '') screen.write('\r\u001b[K');
  };
  const draw = (text: string) => {
    erase();
    shown = text;
    // A line that wraps cannot be erased.
    if (text !== '') screen.write(screen.paint('dim', text.slice(0, screen.columns - 1)));
  };
  return {
    show(text) {
      if (screen.live && text !== shown) draw(text);
    },
    say(line) {
      erase();
      screen.write(`${line}\n`);
      const again = shown;
      shown = '';
      draw(again);
    },
    clear: () => draw(''),
  };
}
