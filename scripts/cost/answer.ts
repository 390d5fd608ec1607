import { UsageError } from '@safelight/local/cli/usage';
import { type Cost, costOf } from '@safelight/local/usage/bill/cost';
import type { Usage } from '@safelight/local/usage/meter';
import type { Lab } from '#lab/lab.ts';
import { executionOf } from './execution-of.ts';
import { withPriceList, withPrices } from './prices.ts';
import { readUsage } from './usage.ts';

/** What is asked: one of them, or everything. */
export interface Asked {
  readonly execution?: string | undefined;
  readonly photo?: string | undefined;
  readonly order?: string | undefined;
  readonly since?: string | undefined;
  readonly price?: readonly string[] | undefined;
  /** File of a price list, such as another region's. */
  readonly prices?: string | undefined;
}

/** What a running system has used and what it would cost. Rejects with one line, a UsageError for words that do not go together. */
export async function answerTo(asked: Asked, endpoint: string, lab: () => Promise<Lab>): Promise<Cost> {
  const { execution, photo, order, since, price = [], prices } = asked;
  const named = Object.entries({ execution, photo, order, since }).filter(([, given]) => given !== undefined);
  if (named.length > 1) throw new UsageError(`${named.map(([name]) => `--${name}`).join(' and ')} exclude each other.`);
  const rates = withPrices(price, withPriceList(prices));
  const from = since === undefined ? 0 : instant(since);
  const isOfLab = photo !== undefined || order !== undefined;
  const arn = isOfLab ? await executionOf(await lab(), { photo, order }) : execution;
  const usage = sinceThen(await readUsage(endpoint, arn), from);
  if (arn !== undefined && usage.executions.length === 0) {
    const since = new Date(usage.since).toISOString();
    throw new Error(`Nothing is metered of ${arn}: the system started at ${since}, and what was before is not kept.`);
  }
  return costOf(usage, rates);
}

function instant(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--since takes a time such as 2026-11-28T12:00:00Z, not ${text}.`);
  return time;
}

const MINUTE_MS = 60_000;

/** Executions that began since then, and the minutes beside them. */
const sinceThen = ({ executions, other, ...usage }: Usage, from: number): Usage => ({
  ...usage,
  executions: executions.filter(({ begunAt }) => begunAt >= from),
  other: Object.fromEntries(Object.entries(other).filter(([minute]) => Number(minute) + MINUTE_MS > from)),
});
