const DAY_MS = 86_400_000;

/** Whether a day, by its beginning in UTC, is among those that are meant. */
export type IsDay = (day: Date) => boolean;

/** Numbers of a field of cron, such as `1-5,8`. Throws an error that says what is wrong. */
type Parse = (text: string) => ReadonlySet<number>;

const daysInMonth = (day: Date): number =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();

/** Days of the month: numbers, `L` for the last, `15W` for the weekday that is next to the fifteenth within the month. */
export function dayMatcher(text: string, parse: Parse): IsDay {
  if (text === 'L') return (day) => day.getUTCDate() === daysInMonth(day);
  const near = /^(\d+)W$/.exec(text)?.[1];
  if (near === undefined) {
    const days = parse(text);
    return (day) => days.has(day.getUTCDate());
  }
  const [wanted = 1] = parse(near);
  return (day) => wanted <= daysInMonth(day) && day.getUTCDate() === weekdayNear(day, wanted);
}

/** A Saturday moves to the Friday before, a Sunday to the Monday after, but for those that lie in another month. */
function weekdayNear(day: Date, wanted: number): number {
  const weekday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === daysInMonth(day) ? wanted - 2 : wanted + 1;
  return wanted;
}

/** Days of the week: numbers or names, `L` for Saturday, `FRIL` for the last Friday of the month, `2#3` for its third Monday. */
export function weekdayMatcher(text: string, parse: Parse): IsDay {
  const [, last, lastOf] = /^(L)$|^(\w+)L$/.exec(text) ?? [];
  const [, nthOf, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  const days = parse(last !== undefined ? 'SAT' : (lastOf ?? nthOf ?? text));
  const isDay: IsDay = (day) => days.has(day.getUTCDay() + 1);
  if (lastOf !== undefined)
    return (day) => isDay(day) && new Date(day.getTime() + 7 * DAY_MS).getUTCMonth() !== day.getUTCMonth();
  if (nth !== undefined) return (day) => isDay(day) && Math.ceil(day.getUTCDate() / 7) === Number(nth);
  return isDay;
}
