const DAY_MS = 86_400_000;

/** Between moments and what the clocks of a time zone show; both in milliseconds, the latter as if it were UTC. */
export interface Zone {
  /** What the clocks show at a moment. */
  shown(atMs: number): number;
  /** The first moment at which they show it; undefined where they skip it, as in spring. */
  moment(shownMs: number): number | undefined;
}

/** @param name as the IANA database has it, such as `Europe/Berlin`. Throws a RangeError for any other. */
export function timeZone(name: string): Zone {
  if (name === 'UTC') return { shown: (at) => at, moment: (shown) => shown };
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: name, hourCycle: 'h23', era: 'short' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const shown = (at: number): number => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const whole = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return whole + (((at % 1000) + 1000) % 1000);
  };
  return {
    shown,
    moment(wanted) {
      // Clocks change at most once within a day or two.
      const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((at) => shown(at) - at);
      const moments = offsets.map((offset) => wanted - offset).filter((at) => shown(at) === wanted);
      return moments.length === 0 ? undefined : Math.min(...moments);
    },
  };
}
