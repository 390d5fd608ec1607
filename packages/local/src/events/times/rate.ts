const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** What `rate(…)` says: how often, and its words. */
export interface Rate {
  readonly everyMs: number;
  readonly count: number;
  /** Whether the unit is a plural. */
  readonly isPlural: boolean;
}

/** The body of `rate(…)`, such as `5 minutes`. Throws an error that says what is wrong. */
export function parseRate(body: string): Rate {
  const [, digits = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const count = Number(digits);
  const everyMs = count * (UNIT_MS[unit] ?? 0);
  if (!everyMs) throw cannotUse(body);
  return { everyMs, count, isPlural: plural === 's' };
}

export const cannotUse = (body: string): Error => new Error(`rate cannot use "${body}"`);
