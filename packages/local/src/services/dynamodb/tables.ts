import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { objects, tableArn, tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operation.ts';
import { newStream, streamMembers, switchStream, wantedView } from '#services/dynamodb/streams/table-stream.ts';

interface TableDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly place: Place;
}

/** The operations on tables: dynalite's, with what it has no notion of: streams and backups. */
export function tableOperations(deps: TableDeps): Operations {
  const { engine } = deps;
  return {
    CreateTable: (input) => createTable(input, deps),
    UpdateTable: (input) => updateTable(input, deps),
    DeleteTable: (input) => deleteTable(input, engine),
    async DescribeTable(input) {
      const { Table: table } = await engine.run('DescribeTable', { TableName: tableName(input.TableName) });
      return { Table: described(engine, table) };
    },
    async DescribeContinuousBackups(input) {
      await engine.table(tableName(input.TableName));
      return {
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: 'ENABLED',
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
        },
      };
    },
  };
}

async function createTable(input: JsonObject, { engine, clock, place }: TableDeps): Promise<JsonObject> {
  const { StreamSpecification: specification, Tags: tags, ...rest } = input;
  const view = wantedView(specification);
  const { TableDescription: description } = await engine.run('CreateTable', rest);
  const table = tableName(input.TableName);
  await engine.settings.set(table, view ? { stream: newStream(table, view, clock, place) } : {});
  if (tags) {
    await untilActive(engine, table);
    await engine.run('TagResource', { ResourceArn: tableArn(place, table), Tags: tags });
  }
  return { TableDescription: described(engine, description) };
}

async function updateTable(
  { StreamSpecification: specification, ...rest }: JsonObject,
  deps: TableDeps,
): Promise<JsonObject> {
  const { engine } = deps;
  const table = tableName(rest.TableName);
  await engine.table(table);
  refuseIndexChanges(rest);
  if (isJsonObject(specification)) await switchStream(table, specification, deps);
  const update = { ...rest, TableName: table };
  if (rest.BillingMode || rest.ProvisionedThroughput) await engine.run('UpdateTable', update);
  return { TableDescription: described(engine, await engine.table(table)) };
}

async function deleteTable(input: JsonObject, engine: Engine): Promise<JsonObject> {
  const table = tableName(input.TableName);
  const { TableDescription: description } = await engine.run('DeleteTable', { TableName: table });
  const answer = described(engine, description);
  const { stream } = engine.settings.get(table);
  await engine.settings.delete(table);
  if (stream) await engine.log.drop(stream.arn);
  return { TableDescription: answer };
}

function described({ settings }: Engine, description: Json | undefined): JsonObject {
  const table = isJsonObject(description) ? description : {};
  return { ...table, DeletionProtectionEnabled: false, ...streamMembers(settings.get(String(table.TableName))) };
}

/** Resolves once the table is ACTIVE: dynalite makes it so in a turn of the event loop of its own. */
async function untilActive(engine: Engine, table: string): Promise<void> {
  while ((await engine.table(table)).TableStatus === 'CREATING') await new Promise(setImmediate);
}

function refuseIndexChanges(input: JsonObject): void {
  const change = objects(input.GlobalSecondaryIndexUpdates).find((update) => update.Create ?? update.Delete);
  if (change)
    throw validationError(
      'Adding or deleting a global secondary index of an existing table is not supported here: create the table anew.',
    );
}
