import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { projectedNames } from '#services/dynamodb/indexes/projected.ts';
import { tableName } from '#services/dynamodb/names.ts';
import { type KeySchema, keyNames } from '#services/dynamodb/schema/key-schema.ts';
import type { SecondaryIndex, Table } from '#services/dynamodb/schema/table.ts';

/** What is read: a table, or an index of it. */
export interface Target {
  readonly table: Table;
  readonly index: SecondaryIndex | undefined;
  /** By which it is ordered. */
  readonly key: KeySchema;
  /** The attributes that a position in it has. */
  readonly positionNames: readonly string[];
  /** The attributes that it has of items; undefined for all. */
  readonly names: ReadonlySet<string> | undefined;
}

interface Options {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly ConsistentRead?: boolean;
}

/** Throws ResourceNotFoundException and ValidationException. */
export function targetOf(engine: Engine, options: Options): Target {
  const table = engine.tables.active(tableName(options.TableName));
  const own = keyNames(table.key);
  const { IndexName: name } = options;
  if (name === undefined) return { table, index: undefined, key: table.key, positionNames: own, names: undefined };
  const index = table.indexes.find((one) => one.name === name && one.status !== 'DELETING');
  if (!index) throw validationError(`The table does not have the specified index: ${name}`);
  if (index.status === 'CREATING')
    throw validationError(`Cannot read from backfilling global secondary index: ${name}`);
  if (index.kind === 'global' && options.ConsistentRead)
    throw validationError('Consistent reads are not supported on global secondary indexes');
  const positionNames = [...new Set([...own, ...keyNames(index.key)])];
  return { table, index, key: index.key, positionNames, names: projectedNames(table, index) };
}
