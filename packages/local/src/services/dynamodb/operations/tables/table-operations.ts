import type { JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operations/operation.ts';
import { createTable } from '#services/dynamodb/operations/tables/create-table.ts';
import { describeTable } from '#services/dynamodb/operations/tables/describe.ts';
import { changeableTable, findTable } from '#services/dynamodb/operations/tables/find-table.ts';
import { tableParameters } from '#services/dynamodb/operations/tables/parameters.ts';
import { closedStream } from '#services/dynamodb/operations/tables/settings.ts';
import { tagOperations } from '#services/dynamodb/operations/tables/tag-operations.ts';
import { deleteRows } from '#services/dynamodb/operations/tables/transitions.ts';
import { updateTable } from '#services/dynamodb/operations/tables/update-table.ts';
import { structure } from '#services/dynamodb/shapes/collections.ts';
import { newName, tableRef } from '#services/dynamodb/shapes/names.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { whole } from '#services/dynamodb/shapes/scalars.ts';

/** The operations on tables. */
export const tableOperations = (engine: Engine): Operations => ({
  CreateTable: createTable(engine),
  UpdateTable: updateTable(engine),
  DeleteTable: (input) => deleteTable(engine, newName(input.TableName)),
  DescribeTable(input) {
    const name = tableName(readInput(tableParameters, input).TableName);
    return { Table: describeTable(engine, findTable(engine, name)) };
  },
  ListTables: (input) => listTables(engine, input),
  ...tagOperations(engine),
  DescribeLimits: () => LIMITS,
  DescribeContinuousBackups(input) {
    findTable(engine, tableName(readInput(tableParameters, input).TableName));
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    };
  },
});

/** A new account's. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const LIMITS: JsonObject = {
  ...{ AccountMaxReadCapacityUnits: 80_000, AccountMaxWriteCapacityUnits: 80_000 },
  ...{ TableMaxReadCapacityUnits: 40_000, TableMaxWriteCapacityUnits: 40_000 },
};

function deleteTable(engine: Engine, name: string): JsonObject {
  const found = findTable(engine, name);
  if (found.status === 'DELETING') return { TableDescription: describeTable(engine, found) };
  const table = changeableTable(engine, name);
  if (table.deletionProtected)
    throw validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  const { stream: _, ...rest } = table;
  const stream = closedStream(engine, table);
  const deleting = { ...rest, ...(stream && { stream }), status: 'DELETING' } as const;
  engine.tables.save(deleting);
  engine.jobs.start((closing) => deleteRows(engine, deleting, closing));
  return { TableDescription: describeTable(engine, deleting) };
}

export const listParameters = structure({ ExclusiveStartTableName: tableRef, Limit: whole({ min: 1, max: 100 }) });

function listTables({ tables }: Engine, input: JsonObject): JsonObject {
  const { ExclusiveStartTableName: start = '', Limit: limit = 100 } = readInput(listParameters, input);
  const names = tables.all().flatMap(({ name }) => (name > start ? [name] : []));
  const page = names.slice(0, limit);
  return { TableNames: page, ...(names.length > limit && { LastEvaluatedTableName: page.at(-1) ?? null }) };
}
