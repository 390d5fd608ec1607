/** What a value may be: one of some, a length, or a number; of a list or a map, each value in it. */
export interface Limit {
  readonly values?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
}

/** By the name of a structure, then of its member. */
export type Limits = ReadonlyMap<string, Readonly<Record<string, Limit>>>;

const RANGE = /^(#?)(-?\d*)\.\.(\d*)$/;

/** Reads lines such as `BillingDetails status=RUNNING|FAILED name=1..80 memory=#0.. keys=[]1..128`. */
export function parseLimits(text: string): Limits {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return new Map(
    lines.map(([name = '', ...members]) => [name, Object.fromEntries(members.map((member) => memberOf(member)))]),
  );
}

function memberOf(text: string): [string, Limit] {
  const at = text.indexOf('=');
  return [text.slice(0, at), parseLimit(text.slice(at + 1).replace('[]', ''))];
}

function parseLimit(text: string): Limit {
  const range = RANGE.exec(text);
  if (range === null) return { values: text.split('|') };
  const [, isNumber, least, most] = range;
  const from = least === '' ? {} : { [isNumber ? 'min' : 'minLength']: Number(least) };
  return { ...from, ...(most !== '' && { [isNumber ? 'max' : 'maxLength']: Number(most) }) };
}
