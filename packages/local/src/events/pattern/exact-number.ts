/**
 * Numbers that a double cannot hold, such as 9007199254740993: AWS compares them by their digits. In events they are kept as
 * `{ rawJSON: '9007199254740993' }`, which `JSON.stringify` writes as it was read.
 */
export interface ExactNumber {
  readonly rawJSON: string;
}

// Both are in every Node that is supported, and in no library of TypeScript's yet.
const raw = JSON as unknown as {
  rawJSON(digits: string): ExactNumber;
  isRawJSON(value: unknown): value is ExactNumber;
};

export const isExactNumber = raw.isRawJSON;

/** The number that the digits stand for, or undefined where a double would be another one. */
export function toDouble(digits: string): number | undefined {
  const double = Number(digits);
  return Number.isFinite(double) && normal(digits) === normal(String(double)) ? double : undefined;
}

/** Reads JSON; numbers that would change are kept as they are written. Throws SyntaxError. */
export function parseExactly(text: string): unknown {
  const revive: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown = (
    _key,
    value,
    { source },
  ) =>
    typeof value === 'number' && source !== undefined && toDouble(source) === undefined ? raw.rawJSON(source) : value;
  return JSON.parse(text, revive as Parameters<typeof JSON.parse>[1]);
}

/** One text for all ways to write a number: its digits without zeros at either end, and the power of ten. */
function normal(digits: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(digits) ?? [];
  const all = (whole + part).replace(/^0+/, '');
  const short = all.replace(/0+$/, '');
  if (short === '') return '0';
  return `${sign}${short}e${Number(power) - part.length + all.length - short.length}`;
}
