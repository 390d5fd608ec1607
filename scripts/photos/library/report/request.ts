import { UsageError } from '@safelight/local/cli/usage';
import { type ListWord, listWordOf } from '../list.ts';

/** What the words of the command ask for: a report on the library, or on a CSV. */
export type ReportRequest =
  | { readonly kind: 'library'; readonly prefix: string }
  | { readonly kind: 'csv'; readonly list: ListWord; readonly by: string; readonly sums: readonly string[] };

export interface ReportWords {
  readonly prefix?: string | undefined;
  readonly csv?: string | undefined;
  readonly by?: string | undefined;
  readonly sum?: readonly string[] | undefined;
}

/** The group of all items, by which nothing else can be grouped. */
const TOTAL = 'total';
/** A name that members of objects do not keep. */
const LOST = '__proto__';

/** Throws a `UsageError` of one line for words that contradict each other, or are not there. */
export function reportRequestOf({ prefix, csv, by, sum = [] }: ReportWords): ReportRequest {
  if (csv === undefined) {
    if (by !== undefined || sum.length > 0)
      throw new UsageError(`--${by === undefined ? 'sum' : 'by'} is for a report on --csv. See --help`);
    return { kind: 'library', prefix: prefix ?? '' };
  }
  if (prefix !== undefined)
    throw new UsageError('--prefix and --csv are two things to report on: name one. See --help');
  if (!/\.csv(\.gz)?$/.test(csv))
    throw new UsageError(`--csv takes a .csv, here or as s3://BUCKET/KEY, not ${csv || 'nothing'}.`);
  if (by === undefined || by === '') throw new UsageError('--csv needs --by, the column to group by. See --help');
  if (by === TOTAL) throw new UsageError(`The group of all is called ${TOTAL}: name the column otherwise.`);
  if ([by, ...sum].includes(LOST)) throw new UsageError(`A column called ${LOST} cannot be reported on: rename it.`);
  if (new Set(sum).size < sum.length) throw new UsageError('--sum names a column twice.');
  return { kind: 'csv', list: listWordOf(csv), by, sums: sum };
}
