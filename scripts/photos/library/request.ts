import { UsageError } from '@safelight/local/cli/usage';
import { type Format, type List, type ListWord, listWordOf } from './list.ts';

/** The input of the workflow `library-reprocess`. */
export interface Selection {
  /** What names the photos: a prefix, or the format of a list. */
  readonly from: 'PREFIX' | Format;
  /** Keys that begin with it; all keys where it is empty. Absent for a list. */
  readonly prefix?: string;
  /** Absent for a prefix. */
  readonly list?: List;
  readonly only: 'all' | 'failed' | 'outdated';
  /** Photos at a time. */
  readonly concurrency: number;
  /** Percentage of photos that may fail before the run does. */
  readonly tolerance: number;
  /** Bytes up to which a source is for an Express child, which looks at its photo for four minutes at most. */
  readonly expressUpTo: number;
}

/** What the words of the command ask for. */
export type Request =
  | { readonly kind: 'start'; readonly selection: Selection; readonly list?: ListWord }
  | { readonly kind: 'attach'; readonly run?: string; readonly concurrency?: number }
  | { readonly kind: 'stop' | 'redrive'; readonly run?: string };

export interface Words {
  readonly prefix?: string | undefined;
  readonly list?: string | undefined;
  readonly failed?: boolean | undefined;
  readonly outdated?: boolean | undefined;
  readonly attach?: boolean | undefined;
  readonly stop?: boolean | undefined;
  readonly redrive?: boolean | undefined;
  readonly run?: string | undefined;
  readonly concurrency?: string | undefined;
  readonly tolerance?: string | undefined;
}

const KINDS = ['prefix', 'list', 'failed', 'outdated', 'attach', 'stop', 'redrive'] as const;
const MOST_CONCURRENT = 10_000;
const CONCURRENCY = 10;
const TOLERANCE = 5;
/** Bytes; `npm run bench -- library-limit` shows that it is within what an Express child can wait for. */
export const EXPRESS_UP_TO = 3 * 1024 * 1024;

/** Throws a `UsageError` of one line for words that contradict each other, or are no numbers. */
export function requestOf(words: Words): Request {
  const given = KINDS.filter((kind) => words[kind] !== undefined && words[kind] !== false);
  const [kind] = given;
  if (kind === undefined)
    throw new UsageError('Name what is to be developed again: --prefix, --list, --failed or --outdated. See --help');
  if (given.length > 1)
    throw new UsageError(`--${given[0]} and --${given[1]} are two things to do: name one. See --help`);
  const concurrency = numberOf(words.concurrency, {
    name: 'concurrency',
    least: 1,
    most: MOST_CONCURRENT,
    isWhole: true,
  });
  const tolerance = numberOf(words.tolerance, { name: 'tolerance', least: 0, most: 100, isWhole: false });
  const isStart = kind === 'prefix' || kind === 'list' || kind === 'failed' || kind === 'outdated';
  if (!isStart && tolerance !== undefined)
    throw new UsageError(`--tolerance is for the start of a run, not for --${kind}. See --help`);
  if (!isStart && kind !== 'attach' && concurrency !== undefined)
    throw new UsageError(`--concurrency is for the start of a run and for --attach, not for --${kind}. See --help`);
  const run = words.run === undefined ? {} : { run: words.run };
  if (kind === 'attach') return { kind, ...run, ...(concurrency !== undefined && { concurrency }) };
  if (kind === 'stop' || kind === 'redrive') return { kind, ...run };
  if (words.run !== undefined) throw new UsageError('--run is for --attach, --stop and --redrive. See --help');
  const limits = {
    concurrency: concurrency ?? CONCURRENCY,
    tolerance: tolerance ?? TOLERANCE,
    expressUpTo: EXPRESS_UP_TO,
  };
  if (kind === 'list') {
    const list = listWordOf(words.list ?? '');
    return { kind: 'start', list, selection: { from: list.format, only: 'all', ...limits } };
  }
  const only = kind === 'prefix' ? 'all' : kind;
  return { kind: 'start', selection: { from: 'PREFIX', prefix: words.prefix ?? '', only, ...limits } };
}

interface Range {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

function numberOf(word: string | undefined, { name, least, most, isWhole }: Range): number | undefined {
  if (word === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(word) ? Number(word) : Number.NaN;
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  throw new UsageError(
    `--${name} takes a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}, not ${word || 'nothing'}.`,
  );
}
