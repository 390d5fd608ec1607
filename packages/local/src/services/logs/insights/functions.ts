import { BudgetExceeded } from '@safelight/asl/language/budget';
import { hasPart } from '@safelight/asl/language/text-search';
import { period } from '#services/logs/insights/period.ts';
import { expect, list, malformed, type Reading, takes } from '#services/logs/insights/tokens.ts';
import { type Expression, millisOf, numberOf, timeText, type Value } from '#services/logs/insights/value.ts';

interface InsightsFunction {
  readonly least: number;
  readonly most: number;
  readonly run: (...values: readonly Value[]) => Value;
}

const MANY = 32;

const ofNumbers = (least: number, most: number, run: (...numbers: number[]) => number): InsightsFunction => ({
  least,
  most,
  run(...values) {
    const numbers = values.flatMap((value) => numberOf(value) ?? []);
    const value = numbers.length === values.length ? run(...numbers) : undefined;
    return Number.isFinite(value) ? value : undefined;
  },
});

/** Of a first value that is there, as text, and the others. */
const ofText = (least: number, most: number, run: (text: string, ...others: Value[]) => Value): InsightsFunction => ({
  least,
  most,
  run: (first, ...others) => (first === undefined ? undefined : run(String(first), ...others)),
});

/** Characters of a text that is made: as many as the longest event has bytes. */
const LONGEST = 1 << 20;

/** A text that is made, each of which may be made longer by the next function. Throws BudgetExceeded. */
function held(text: string): string {
  if (text.length > LONGEST) throw new BudgetExceeded('A text is too long');
  return text;
}

/** Without the characters at its sides. Counted, as an expression that looks for its end takes the square of a text's length. */
const trimmed = (isLeft: boolean, isRight: boolean) =>
  ofText(1, 2, (text, characters) => {
    const isCut = (at: number) =>
      characters === undefined ? text.charAt(at).trim() === '' : String(characters).includes(text.charAt(at));
    let [start, end] = [0, text.length];
    while (isLeft && start < end && isCut(start)) start += 1;
    while (isRight && start < end && isCut(end - 1)) end -= 1;
    return text.slice(start, end);
  });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
const FUNCTIONS: Readonly<Record<string, InsightsFunction>> = {
  abs: ofNumbers(1, 1, Math.abs),
  ceil: ofNumbers(1, 1, Math.ceil),
  floor: ofNumbers(1, 1, Math.floor),
  greatest: ofNumbers(1, MANY, Math.max),
  least: ofNumbers(1, MANY, Math.min),
  log: ofNumbers(1, 1, Math.log),
  sqrt: ofNumbers(1, 1, Math.sqrt),
  ispresent: { least: 1, most: 1, run: (value) => Number(value !== undefined) },
  coalesce: { least: 1, most: MANY, run: (...values) => values.find((value) => value !== undefined) },
  isempty: { least: 1, most: 1, run: (value) => Number(value === undefined || value === '') },
  isblank: { least: 1, most: 1, run: (value) => Number(String(value ?? '').trim() === '') },
  concat: { least: 1, most: MANY, run: (...values) => held(values.map((value) => String(value ?? '')).join('')) },
  ltrim: trimmed(true, false),
  rtrim: trimmed(false, true),
  trim: trimmed(true, true),
  strlen: ofText(1, 1, (text) => [...text].length),
  toupper: ofText(1, 1, (text) => text.toUpperCase()),
  tolower: ofText(1, 1, (text) => text.toLowerCase()),
  substr: ofText(2, 3, (text, from, length) => {
    const start = numberOf(from) ?? 0;
    return text.slice(start, length === undefined ? undefined : start + (numberOf(length) ?? 0));
  }),
  replace: ofText(3, 3, (text, searched, by) => held(text.replaceAll(String(searched ?? ''), () => String(by ?? '')))),
  strcontains: ofText(2, 2, (text, part) => Number(hasPart(text, String(part ?? '')))),
  frommillis: { least: 1, most: 1, run: (value) => shownTime(numberOf(value)) },
  tomillis: { least: 1, most: 1, run: millisOf },
};

const shownTime = (ms: number | undefined): Value => (ms === undefined ? undefined : timeText(ms));

/** Times to the begin of a period, or the end: the argument before it, if there is one, or the event's time. */
const ROUNDED: Readonly<Record<string, (period: number) => (ms: number) => number>> = {
  bin: (length) => (ms) => Math.floor(ms / length) * length,
  datefloor: (length) => (ms) => Math.floor(ms / length) * length,
  dateceil: (length) => (ms) => Math.ceil(ms / length) * length,
};

/** The functions of a row, by name in any case. */
export const FUNCTION_NAMES: readonly string[] = [...Object.keys(FUNCTIONS), ...Object.keys(ROUNDED)];

/** What `name(` computes of a row, read to its end. Throws MalformedQueryException, also for a name that is not known here. */
export function callFunction(name: string, reading: Reading, argument: (reading: Reading) => Expression): Expression {
  const key = name.toLowerCase();
  const round = Object.hasOwn(ROUNDED, key) ? ROUNDED[key] : undefined;
  if (round) return rounded(key, round, reading, argument);
  const found = Object.hasOwn(FUNCTIONS, key) ? FUNCTIONS[key] : undefined;
  if (!found) throw malformed(`The function ${name} is not supported here`);
  const values = takes(reading, ')') ? [] : list(reading, argument);
  if (values.length > 0) expect(reading, ')');
  const { least, most, run } = found;
  if (values.length < least || values.length > most)
    throw malformed(`${name} takes ${least === most ? least : `${least} to ${most}`} arguments, not ${values.length}`);
  return (row, group) => run(...values.map((value) => value(row, group)));
}

function rounded(
  key: string,
  round: (period: number) => (ms: number) => number,
  reading: Reading,
  argument: (reading: Reading) => Expression,
): Expression {
  const of: Expression = key === 'bin' ? (row) => row.get('@timestamp') : argument(reading);
  if (key !== 'bin') expect(reading, ',');
  const at = round(period(reading));
  expect(reading, ')');
  return (row, group) => {
    const ms = millisOf(of(row, group));
    return ms === undefined ? undefined : timeText(at(ms));
  };
}
