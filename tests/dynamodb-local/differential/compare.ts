import { setImmediate } from 'node:timers/promises';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { probe } from './generate.ts';
import { knownWhy } from './known.ts';
import { normal, unordered } from './normal.ts';
import { Random } from './random.ts';
import type { Probe, Side } from './side.ts';
import { items, tables } from './tables.ts';
import { saySame, sourceOf } from './words.ts';

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
    const review =
      knownWhy(title, difference.ours, difference.theirs) ??
      inOtherWords(difference) ??
      (await toldFirst(left, right, next, difference));
    if (review) reviews.set(review, (reviews.get(review) ?? 0) + 1);
    else differences.push(difference);
    if (!same || !saySame(one, other)) await Promise.all([left, right].map(renew));
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

function inOtherWords({ ours, theirs }: Difference): string | undefined {
  const source = sourceOf(ours, theirs);
  return source && `AWS says it with other words (${source})`;
}

const isRefusal = (outcome: string) => /^\{"details":.*"error":"/.test(outcome);

/** An action that stands alone has another number. */
const unplaced = (outcome: string) => outcome.replace(/transactItems\.\d+\.member/, 'transactItems.N.member');

const SEVERAL = 'several things are wrong, and each side tells another first';
const MOST_FAULTS = 3;

/** Where several things are wrong with a call, no page says which is told first: both sides tell ours of a part of the call. */
async function toldFirst(
  left: Side,
  right: Side,
  { parts }: Probe,
  { ours, theirs }: Difference,
  faults = 2,
): Promise<string | undefined> {
  if (!parts || !isRefusal(ours) || !isRefusal(theirs) || faults > MOST_FAULTS) return undefined;
  for (const part of parts()) {
    const [{ json: one }, { json: other }] = [await outcome(left, part), await outcome(right, part)];
    if (unplaced(one) !== unplaced(ours)) continue;
    if (saySame(one, other) || knownWhy(part.title, one, other)) return SEVERAL;
    if (await toldFirst(left, right, part, { title: part.title, ours: one, theirs: other }, faults + 1)) return SEVERAL;
  }
  return undefined;
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
