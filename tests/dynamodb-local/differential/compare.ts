import { setImmediate } from 'node:timers/promises';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { probe } from './generate.ts';
import { normal, unordered } from './normal.ts';
import { Random } from './random.ts';
import { reviewOf } from './reviewed.ts';
import type { Probe, Side } from './side.ts';
import { items, tables } from './tables.ts';

/** Probes after which both begin anew. */
const ROUND = 25;

export interface Difference {
  readonly title: string;
  readonly ours: string;
  readonly theirs: string;
}

export interface Report {
  readonly calls: number;
  readonly differences: readonly Difference[];
  /** How often each review was needed. */
  readonly reviews: ReadonlyMap<string, number>;
}

interface Options {
  readonly calls: number;
  readonly seed: number;
  readonly progress: (calls: number, differences: number) => void;
}

/** Makes the same calls to both until there were as many. */
export async function compare(ours: Side, theirs: Side, { calls, seed, progress }: Options): Promise<Report> {
  const random = new Random(seed);
  const [left, right] = [ours, theirs];
  let made = 0;
  const differences: Difference[] = [];
  const reviews = new Map<string, number>();
  for (const table of tables) for (const side of [left, right]) await create(side, table);
  for (let probes = 0; made < calls; probes++) {
    if (probes % ROUND === 0) await Promise.all([left, right].map(renew));
    if (probes % ROUND === 0) progress(made, differences.length);
    const next = probe(random);
    const [{ json: one, calls: taken }, { json: other }] = await Promise.all([
      outcome(left, next),
      outcome(right, next),
    ]);
    made += taken;
    const { title } = next;
    const [was = [], is = []] = await Promise.all([left, right].map(contents));
    const same = JSON.stringify(was) === JSON.stringify(is);
    if (one === other && same) continue;
    const difference =
      one !== other
        ? { title, ours: one, theirs: other }
        : { title: `${title}: what lies there then`, ours: without(was, is), theirs: without(is, was) };
    const review = reviewOf(title, difference.ours, difference.theirs);
    if (review) reviews.set(review.why, (reviews.get(review.why) ?? 0) + 1);
    else differences.push(difference);
    if (!same) await Promise.all([left, right].map(renew));
  }
  return { calls: made, differences, reviews };
}

/** Resolves when the table can be used. */
async function create(side: Side, table: JsonObject): Promise<void> {
  await side.call('CreateTable', table);
  for (;;) {
    const answer = await side.call('DescribeTable', { TableName: table.TableName ?? null });
    if (answer.error !== undefined) throw new Error(`DescribeTable: ${answer.error}`);
    if (isJsonObject(answer.body.Table) && answer.body.Table.TableStatus === 'ACTIVE') return;
    await setImmediate();
  }
}

/** What a probe comes to on a side, as JSON, and how many calls it took. */
async function outcome(side: Side, { run }: Probe): Promise<{ readonly json: string; readonly calls: number }> {
  let calls = 0;
  const counting: Side = {
    call(operation, input) {
      calls++;
      return side.call(operation, input);
    },
  };
  return { json: JSON.stringify(normal(await run(counting))), calls };
}

async function scanned(side: Side, TableName: string): Promise<readonly unknown[]> {
  const answer = await side.call('Scan', { TableName });
  if (answer.error !== undefined) throw new Error(`Scan of ${TableName}: ${answer.error}`);
  return Array.isArray(answer.body.Items) ? answer.body.Items : [];
}

/** Everything that lies in the tables that are written to. */
async function contents(side: Side): Promise<readonly string[]> {
  const all = await Promise.all(WRITTEN.map((table) => scanned(side, table)));
  return unordered(all.flat()).map((item) => JSON.stringify(item));
}

const without = (items: readonly string[], others: readonly string[]) =>
  items.filter((item) => !others.includes(item)).join(' ');

const WRITTEN = tables.flatMap(({ TableName: name }) => (typeof name === 'string' ? [name] : [])).slice(0, 2);

/** Puts the tables as they were at the beginning. */
async function renew(side: Side): Promise<void> {
  for (const { TableName: table, KeySchema: schema } of tables) {
    const TableName = String(table);
    const keys = Array.isArray(schema)
      ? schema.filter(isJsonObject).map(({ AttributeName: name }) => String(name))
      : [];
    for (const item of await scanned(side, TableName)) {
      if (!isJsonObject(item)) continue;
      const Key = Object.fromEntries(keys.map((name) => [name, item[name] ?? null]));
      await side.call('DeleteItem', { TableName, Key });
    }
    for (const Item of items[TableName] ?? []) await side.call('PutItem', { TableName, Item });
  }
}
