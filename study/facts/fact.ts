export type Unit =
  | 'bytes'
  | 'events'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'years'
  | 'months'
  | 'per cent'
  | '$'
  | 'count';

/** One quota, price or rule of AWS that a text or an experiment uses. */
export interface Fact {
  readonly value: number;
  readonly unit: Unit;
  /** Behind the number where it is written: `for 1,000 state transitions`, `a second`. */
  readonly of?: string;
  /** What it is, in our words. */
  readonly says: string;
  /** The page of AWS that tells. */
  readonly page: string;
  /** When it was read, `2026-11-28`. */
  readonly read: string;
  /** `page`: in the text of AWS's page; `quoted`: by several others who quote that page, whose table could not be read. */
  readonly from: 'page' | 'quoted';
}

/** A fact as a text writes it: `262,144 bytes`, `$0.025 for 1,000 state transitions`, `5 per cent`. */
export function written({ value, unit, of }: Fact): string {
  const number = value.toLocaleString('en-US', { maximumFractionDigits: 12 });
  const amount = unit === '$' ? `$${number}` : unit === 'count' ? number : `${number} ${oneOf(value, unit)}`;
  return of === undefined ? amount : `${amount} ${of}`;
}

const oneOf = (value: number, unit: string) => (value === 1 ? unit.replace(/s$/, '') : unit);
