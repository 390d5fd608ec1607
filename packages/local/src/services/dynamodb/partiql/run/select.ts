import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { attributesOf } from '#services/dynamodb/expressions/conditions.ts';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import type { KeyTerm } from '#services/dynamodb/expressions/keys/key-condition.ts';
import type { KeyAttributes } from '#services/dynamodb/expressions/keys/key-range.ts';
import { valueAt } from '#services/dynamodb/expressions/path.ts';
import { project } from '#services/dynamodb/expressions/projection.ts';
import { nextToken, readToken, type Whereabouts } from '#services/dynamodb/partiql/run/next-token.ts';
import { orderedPartitions } from '#services/dynamodb/partiql/run/order.ts';
import { partitionsOf } from '#services/dynamodb/partiql/run/partitions.ts';
import { Placeholders } from '#services/dynamodb/partiql/run/placeholders.ts';
import { type Call, keysOf, objects } from '#services/dynamodb/partiql/run/ports.ts';
import { nameOf } from '#services/dynamodb/partiql/syntax/select.ts';
import type { Select } from '#services/dynamodb/partiql/syntax/statement.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';

/** As much as one Query reads. */
const MOST_BYTES = 1024 * 1024;

/**
 * Runs a SELECT as a Query of each partition that it names, or as a Scan: one page, as Limit and 1 MB have it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html
 */
export async function runSelect(select: Select, input: JsonObject, call: Call): Promise<JsonObject> {
  const keys = await keysOf(call, select.table, select.index);
  const named = partitionsOf(select.where, keys);
  const { partitions, forward } = orderedPartitions(select.order, named, keys);
  let at: Whereabouts = readToken(input, select);
  let left = limitOf(input);
  const items: Item[] = [];
  const consumed: JsonObject[] = [];
  let bytes = 0;
  for (;;) {
    const request = pageRequest(select, partitions?.[at.partition], keys, { input, left, forward, from: at.key });
    const page = await call(partitions ? 'Query' : 'Scan', request);
    const found = objects(page.Items).map(parseItem);
    for (const item of found) if (holds(select.where, item)) items.push(item);
    if (isJsonObject(page.ConsumedCapacity)) consumed.push(page.ConsumedCapacity);
    bytes += found.reduce((sum, item) => sum + itemSize(item), 0);
    if (left !== undefined) left -= found.length;
    const last = isJsonObject(page.LastEvaluatedKey) ? page.LastEvaluatedKey : undefined;
    at = last ? { ...at, key: last } : { partition: at.partition + 1 };
    const more = last !== undefined || at.partition < (partitions?.length ?? 1);
    if (!more || last !== undefined || left === 0 || bytes >= MOST_BYTES)
      return {
        Items: items.map((item) => selected(select, item)),
        ...(more && { NextToken: nextToken(at, select) }),
        ...(last && { LastEvaluatedKey: last }),
        ...(consumed.length > 0 && { ConsumedCapacity: summed(consumed) }),
      };
  }
}

function limitOf({ Limit: limit }: JsonObject): number | undefined {
  if (limit === undefined || limit === null) return undefined;
  if (typeof limit === 'number' && limit >= 1) return limit;
  throw validationError(
    `1 validation error detected: Value '${String(limit)}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );
}

interface Page {
  readonly input: JsonObject;
  readonly left: number | undefined;
  readonly forward: boolean;
  readonly from: JsonObject | undefined;
}

function pageRequest(
  select: Select,
  terms: readonly KeyTerm[] | undefined,
  keys: KeyAttributes,
  page: Page,
): JsonObject {
  const { input, left, forward, from } = page;
  const placeholders = new Placeholders();
  const attributes = neededAttributes(select, keys).map((name) => placeholders.path([name]));
  const condition = terms?.map((term) => printTerm(term, placeholders)).join(' AND ');
  return {
    TableName: select.table,
    ...(select.index !== undefined && { IndexName: select.index }),
    ...(condition !== undefined && { KeyConditionExpression: condition, ScanIndexForward: forward }),
    ...(attributes.length > 0 && { ProjectionExpression: attributes.join(', ') }),
    ...placeholders.parameters(),
    ...(left !== undefined && { Limit: left }),
    ...(from !== undefined && { ExclusiveStartKey: from }),
    ...given(input, ['ConsistentRead', 'ReturnConsumedCapacity']),
  };
}

/** None is all. */
function neededAttributes({ paths, where }: Select, { hash, range }: KeyAttributes): readonly string[] {
  if (paths === undefined) return [];
  const asked = paths.map(([attribute]) => attribute);
  const keys = [...hash, ...range].map(({ name }) => name);
  return [...new Set([...asked, ...keys, ...(where ? attributesOf(where) : [])])];
}

function printTerm({ attribute, operator, values }: KeyTerm, into: Placeholders): string {
  const name = into.path([attribute]);
  const [first = '', second = ''] = values.map((value) => into.value(value));
  if (operator === 'BETWEEN') return `${name} BETWEEN ${first} AND ${second}`;
  return operator === 'begins_with' ? `begins_with(${name}, ${first})` : `${name} ${operator} ${first}`;
}

/** What of an item a SELECT takes where it reads that one item: documents keep the way to it. */
export const projected = ({ paths }: Select, item: Item): Item =>
  paths === undefined ? item : project({ paths }, item);

/** Values of the paths by their last names. */
function selected({ paths }: Select, item: Item): Item {
  if (paths === undefined) return item;
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = valueAt(item, path);
      return value === undefined ? [] : [[nameOf(path), value] as const];
    }),
  );
}

export const given = (input: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = input[name];
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );

function summed(consumed: readonly JsonObject[]): JsonObject {
  const units = consumed.reduce((sum, { CapacityUnits: one }) => sum + (typeof one === 'number' ? one : 0), 0);
  return { ...consumed[0], CapacityUnits: units };
}
