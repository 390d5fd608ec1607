import * as z from 'zod/mini';
import { ReportError } from '../shared/errors.ts';

const amount = z.number();

/** What a child of the report's Map counted of one group in its batch; `sums` by name, all lines of a report the same. */
const tally = z.object({
  /** What is grouped by, such as `camera`. */
  by: z.string(),
  /** The group, such as `NIKON D850`. */
  is: z.string(),
  count: amount,
  /** Values that were left out of sums, because they are no numbers. */
  skipped: amount,
  sums: z.record(z.string(), amount),
});

/** Instead of counts: the items have no such column. */
const problem = z.object({ missing: z.string(), columns: z.array(z.string()) });
const line = z.union([tally, problem]);

export type Tally = z.output<typeof tally>;

/** A group by its name, with what all batches counted of it. */
export interface Group {
  readonly value: string;
  readonly count: number;
  readonly skipped: number;
  readonly sums: Readonly<Record<string, number>>;
}

/** Groups by what they are grouped by; the largest first. */
export type Groups = Readonly<Record<string, readonly Group[]>>;

/** More would be no report, and would have to be kept in memory. */
const MOST_GROUPS = 10_000;

/** Digits of a sum of fractions that hold after thousands of additions. */
const SURE_DIGITS = 12;

/** Adds up what the children counted. Throws a `ReportError` for a column that is not there, and for too many groups. */
export async function addUp(lines: AsyncIterable<unknown>): Promise<Groups> {
  const groups = new Map<string, Map<string, Group>>();
  let count = 0;
  for await (const each of lines) {
    const parsed = z.parse(line, each);
    if ('missing' in parsed) throw noColumn(parsed);
    const of = groups.get(parsed.by) ?? new Map<string, Group>();
    groups.set(parsed.by, of);
    const known = of.get(parsed.is);
    if (known === undefined && ++count > MOST_GROUPS)
      throw new ReportError('TooManyGroups', `There are more than ${MOST_GROUPS} groups: name a column with fewer.`);
    of.set(parsed.is, added(known, parsed));
  }
  return Object.fromEntries([...groups].map(([by, of]) => [by, [...of.values()].map(rounded).toSorted(largestFirst)]));
}

/** Sums of decimal fractions are not what they were added up from, 0.1 + 0.2; those of whole numbers are. */
const rounded = (group: Group): Group => ({
  ...group,
  sums: Object.fromEntries(
    Object.entries(group.sums).map(([name, sum]) => [
      name,
      Number.isSafeInteger(sum) ? sum : Number(sum.toPrecision(SURE_DIGITS)),
    ]),
  ),
});

const noColumn = ({ missing, columns }: z.output<typeof problem>): ReportError =>
  new ReportError('NoColumn', `There is no column ${missing}: there are ${columns.join(', ')}.`);

function added(known: Group | undefined, { is: value, count, skipped, sums }: Tally): Group {
  if (known === undefined) return { value, count, skipped, sums };
  const names = new Set([...Object.keys(known.sums), ...Object.keys(sums)]);
  return {
    value,
    count: known.count + count,
    skipped: known.skipped + skipped,
    sums: Object.fromEntries([...names].map((name) => [name, (known.sums[name] ?? 0) + (sums[name] ?? 0)])),
  };
}

/** By their names where they are of one size, so that a report made twice is the same. */
const largestFirst = (a: Group, b: Group): number => b.count - a.count || (a.value < b.value ? -1 : 1);
