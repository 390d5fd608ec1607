import { dayMatcher, weekdayMatcher } from '#local/events/times/days.ts';

const DAY_MS = 86_400_000;

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

const minute: Field = { first: 0, last: 59 };
const hour: Field = { first: 0, last: 23 };
const dayOfMonth: Field = { first: 1, last: 31 };
const month: Field = { first: 1, last: 12, names: months };
const dayOfWeek: Field = { first: 1, last: 7, names: weekdays };
const year: Field = { first: 1970, last: 2199 };

/** The time after another at which a schedule is due next, in milliseconds; undefined when it never is again. */
export type NextTime = (afterMs: number) => number | undefined;

/**
 * The six fields of `cron(…)`, in UTC. The special characters are `,`, `-`, `*`, `?`, `/`, `L`, `W` and `#`.
 * Throws an error that says what is wrong.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions
 */
export function parseCron(fields: readonly string[]): NextTime {
  const [minutes, hours, days, monthsOf, daysOfWeek, years] = fields;
  if (fields.length !== 6 || !minutes || !hours || !days || !monthsOf || !daysOfWeek || !years)
    throw new Error('cron takes six fields');
  if ((days === '?') === (daysOfWeek === '?')) throw new Error('exactly one of day-of-month and day-of-week must be ?');
  const onMinute = parseField(minutes, minute);
  const onHour = parseField(hours, hour);
  const inMonth = parseField(monthsOf, month);
  const inYear = parseField(years, year);
  const onDay =
    days === '?'
      ? weekdayMatcher(daysOfWeek, (text) => parseField(text, dayOfWeek))
      : dayMatcher(days, (text) => parseField(text, dayOfMonth));
  const isDue = (day: Date) => inYear.has(day.getUTCFullYear()) && inMonth.has(day.getUTCMonth() + 1) && onDay(day);
  const times = [...onHour]
    .flatMap((h) => [...onMinute].map((m) => (h * 60 + m) * 60_000))
    .sort((one, other) => one - other);

  return (afterMs) => {
    const lastDay = Date.UTC(Math.max(...inYear), 11, 31);
    for (let day = Math.floor(afterMs / DAY_MS) * DAY_MS; day <= lastDay; day += DAY_MS) {
      const time = isDue(new Date(day)) ? times.find((ms) => day + ms > afterMs) : undefined;
      if (time !== undefined) return day + time;
    }
    return undefined;
  };
}

function parseField(text: string, field: Field): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((part) => parsePart(part, field)));
}

function parsePart(part: string, field: Field): number[] {
  const [range = '', step, ...rest] = part.split('/');
  const by = step === undefined ? 1 : Number(step);
  if (rest.length > 0 || !Number.isInteger(by) || by < 1) throw new Error(`cron cannot use "${part}" here`);
  const [from, to] = bounds(range, field, step !== undefined);
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

function bounds(range: string, field: Field, stepped: boolean): [number, number] {
  if (range === '*') return [field.first, field.last];
  const [low = '', high, ...rest] = range.split('-');
  const from = number(low, field);
  const to = high === undefined ? (stepped ? field.last : from) : number(high, field);
  if (rest.length > 0 || to < from) throw new Error(`cron cannot use "${range}" here`);
  return [from, to];
}

function number(text: string, { first, last, names }: Field): number {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + first : Number(text || Number.NaN);
  if (Number.isInteger(value) && value >= first && value <= last) return value;
  throw new Error(`cron cannot use "${text}" here`);
}
