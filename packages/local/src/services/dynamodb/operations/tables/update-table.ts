import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { describeTable } from '#services/dynamodb/operations/tables/describe.ts';
import { changeableTable } from '#services/dynamodb/operations/tables/find-table.ts';
import { updateParameters } from '#services/dynamodb/operations/tables/parameters.ts';
import { closedStream, isStreamWanted, kmsKeyOf, openStream } from '#services/dynamodb/operations/tables/settings.ts';
import { becomesActive } from '#services/dynamodb/operations/tables/transitions.ts';
import { withBilling } from '#services/dynamodb/operations/tables/update-billing.ts';
import { startIndexJobs, withIndexUpdates } from '#services/dynamodb/operations/tables/update-indexes.ts';
import type { Table, TableStream } from '#services/dynamodb/schema/table.ts';
import type { Read } from '#services/dynamodb/shapes/collections.ts';
import { newName } from '#services/dynamodb/shapes/names.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';

export type UpdateOptions = Read<typeof updateParameters>;

export const updateTable =
  (engine: Engine): Operation =>
  (input) => {
    const name = newName(input.TableName);
    const options = readInput(updateParameters, input);
    refuseNothing(options);
    const before = changeableTable(engine, name);
    const after = engine.database.transaction(() => {
      const changed = updated(engine, before, options);
      engine.tables.save({ ...changed, status: 'UPDATING' });
      return changed;
    });
    engine.jobs.start(async () => becomesActive(engine, before.id));
    startIndexJobs(engine, before, after);
    return { TableDescription: describeTable(engine, { ...after, status: 'UPDATING' }) };
  };

/** Throws ValidationException. */
function updated(engine: Engine, table: Table, options: UpdateOptions): Table {
  const now = engine.clock.now() / 1000;
  const { TableClass: tableClass, DeletionProtectionEnabled: protection } = options;
  const changed = withIndexUpdates(engine, withBilling(table, options, now), options);
  return withEncryption(engine, withStream(engine, changed, options), options, {
    ...(protection !== undefined && { deletionProtected: protection }),
    ...(tableClass !== undefined && { tableClass: { name: tableClass, updated: now } }),
  });
}

function withStream(engine: Engine, table: Table, { StreamSpecification: wanted }: UpdateOptions): Table {
  if (!wanted) return table;
  const { name } = table;
  if (isStreamWanted(wanted)) {
    if (table.stream?.enabled) throw validationError(`Table already has an enabled stream: TableName: ${name}`);
    return { ...table, stream: openStream(engine, name, table.key, wanted) };
  }
  const closed: TableStream | undefined = table.stream?.enabled ? closedStream(engine, table) : undefined;
  if (!closed) throw validationError(`Table is not enabled for streams: TableName: ${name}`);
  return { ...table, stream: closed };
}

function withEncryption(engine: Engine, table: Table, options: UpdateOptions, more: Partial<Table>): Table {
  const { SSESpecification: encryption } = options;
  if (!encryption) return { ...table, ...more };
  const { kmsKey, ...rest } = table;
  const key = kmsKeyOf(engine, encryption, kmsKey);
  return { ...rest, ...more, ...(key !== undefined && { kmsKey: key }) };
}

function refuseNothing({ TableName: _, AttributeDefinitions: __, ...changes }: UpdateOptions): void {
  const { GlobalSecondaryIndexUpdates: indexes, ...others } = changes;
  if (Object.keys(others).length > 0 || (indexes && indexes.length > 0)) return;
  throw validationError(
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
  );
}
