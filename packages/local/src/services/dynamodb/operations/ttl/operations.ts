import type { JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { inTurns } from '#services/dynamodb/jobs.ts';
import { tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operations/operation.ts';
import { findTable } from '#services/dynamodb/operations/tables/find-table.ts';
import { expiryOf } from '#services/dynamodb/operations/ttl/expiry.ts';
import { keyOf } from '#services/dynamodb/rows/item-key.ts';
import { after, everything, type Span } from '#services/dynamodb/rows/page-rows.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { structure } from '#services/dynamodb/shapes/collections.ts';
import { tableRef } from '#services/dynamodb/shapes/names.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { flag, text } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

export const describeTtlParameters = structure({ TableName: required(tableRef) });

export const updateTtlParameters = structure({
  TableName: required(tableRef),
  TimeToLiveSpecification: required(
    structure({ Enabled: required(flag), AttributeName: required(text({ min: 1, max: 255 })) }),
  ),
});

/** The operations that say by which attribute the items of a table expire. */
export const ttlOperations = (engine: Engine): Operations => ({
  DescribeTimeToLive(input) {
    const { TableName: name } = readInput(describeTtlParameters, input);
    return { TimeToLiveDescription: describe(findTable(engine, tableName(name))) };
  },
  UpdateTimeToLive(input) {
    const { TableName: name, TimeToLiveSpecification: wanted } = readInput(updateTtlParameters, input);
    const table = withTtl(findTable(engine, tableName(name)), wanted.Enabled, wanted.AttributeName);
    engine.tables.save(table);
    if (wanted.Enabled) engine.jobs.start((closing) => noteExpiry(engine, table, closing));
    return { TimeToLiveSpecification: { Enabled: wanted.Enabled, AttributeName: wanted.AttributeName } };
  },
});

const describe = ({ ttlAttribute }: Table): JsonObject =>
  ttlAttribute === undefined
    ? { TimeToLiveStatus: 'DISABLED' }
    : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute };

function withTtl(table: Table, enabled: boolean, attribute: string): Table {
  const { ttlAttribute: current, ...rest } = table;
  if (enabled && current !== undefined) throw validationError('TimeToLive is already enabled');
  if (!enabled && current === undefined) throw validationError('TimeToLive is already disabled');
  if (current !== undefined && current !== attribute)
    throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  return enabled ? { ...rest, ttlAttribute: attribute } : rest;
}

const ITEMS_AT_ONCE = 100;

/** Notes of the items that a table has already when they expire. */
export async function noteExpiry(
  { pages, items, database }: Engine,
  table: Table,
  closing: AbortSignal,
): Promise<void> {
  let span: Span = { ...everything, backward: false };
  const some = () => {
    const found = [];
    for (const { item } of pages.ofTable(table.id, span)) {
      const key = keyOf(table.key, item);
      if (key) found.push({ item, key });
      if (found.length === ITEMS_AT_ONCE) break;
    }
    for (const { item, key } of found) items.setExpiry(table.id, key, expiryOf(table, item));
    const last = found.at(-1);
    if (last) span = after(span, last.key);
    return found.length === ITEMS_AT_ONCE;
  };
  await inTurns(closing, () => database.transaction(some));
}
