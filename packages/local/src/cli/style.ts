import { styleText } from 'node:util';

/** Means of showing something on a stream: colour and redrawn lines on a terminal, plain lines elsewhere. */
export interface Screen {
  readonly live: boolean;
  readonly columns: number;
  write(text: string): void;
  paint(style: Parameters<typeof styleText>[0], text: string): string;
}

export function screenOf(stream: NodeJS.WriteStream): Screen {
  return {
    live: stream.isTTY === true && process.env.TERM !== 'dumb',
    columns: stream.columns || 100, // 0 where nobody has said
    write: (text) => void stream.write(text),
    // styleText leaves text plain for a stream that is no terminal, and where NO_COLOR asks for it.
    paint: (style, text) => styleText(style, text, { stream }),
  };
}

/** 1536 -> `1.5 kB`: decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}
