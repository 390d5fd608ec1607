import type { Clock } from '#local/clock.ts';
import type { Place } from '#local/identity.ts';
import { isJsonObject, type Json, type JsonObject } from '#local/json.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { objects, tableArn, tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operation.ts';
import type { StreamSettings, TableSettings } from '#services/dynamodb/settings.ts';
import { type StreamViewType, streamViewTypes } from '#services/dynamodb/streams/record.ts';

interface TableDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly place: Place;
}

/** The operations on tables: dynalite's, with what it has no notion of: streams, Time to Live, backups. */
export function tableOperations({ engine, clock, place }: TableDeps): Operations {
  const { settings, log } = engine;

  const described = (description: Json | undefined): JsonObject => {
    const table = isJsonObject(description) ? description : {};
    return { ...table, DeletionProtectionEnabled: false, ...streamMembers(settings.get(String(table.TableName))) };
  };

  const newStream = (table: string, view: StreamViewType): StreamSettings => {
    const label = new Date(clock.now()).toISOString().slice(0, -1);
    return {
      arn: `${tableArn(place, table)}/stream/${label}`,
      label,
      view,
      enabled: true,
      created: clock.now() / 1000,
    };
  };

  async function updateStream(table: string, specification: JsonObject): Promise<void> {
    const current = settings.get(table);
    if (specification.StreamEnabled === true) {
      if (current.stream?.enabled) throw validationError(`Table already has an enabled stream: TableName: ${table}`);
      if (current.stream) await log.drop(current.stream.arn);
      return settings.set(table, { ...current, stream: newStream(table, viewType(specification)) });
    }
    if (!current.stream?.enabled) throw validationError(`Table is not enabled for streams: TableName: ${table}`);
    return settings.set(table, { ...current, stream: { ...current.stream, enabled: false } });
  }

  return {
    async CreateTable(input) {
      const { StreamSpecification: specification, Tags: tags, ...rest } = input;
      const stream =
        isJsonObject(specification) && specification.StreamEnabled === true ? viewType(specification) : undefined;
      const { TableDescription: description } = await engine.run('CreateTable', rest);
      const table = tableName(input.TableName);
      await settings.set(table, stream ? { stream: newStream(table, stream) } : {});
      if (tags)
        await whenActive(engine, table, () =>
          engine.run('TagResource', { ResourceArn: tableArn(place, table), Tags: tags }),
        );
      return { TableDescription: described(description) };
    },
    async UpdateTable({ StreamSpecification: specification, ...rest }) {
      const table = tableName(rest.TableName);
      await engine.table(table);
      refuseIndexChanges(rest);
      if (isJsonObject(specification)) await updateStream(table, specification);
      const update = { ...rest, TableName: table };
      if (rest.BillingMode || rest.ProvisionedThroughput) await engine.run('UpdateTable', update);
      return { TableDescription: described(await engine.table(table)) };
    },
    async DescribeTable(input) {
      const { Table: table } = await engine.run('DescribeTable', { TableName: tableName(input.TableName) });
      return { Table: described(table) };
    },
    async DeleteTable(input) {
      const table = tableName(input.TableName);
      const { TableDescription: description } = await engine.run('DeleteTable', { TableName: table });
      const answer = described(description);
      const { stream } = settings.get(table);
      await settings.delete(table);
      if (stream) await log.drop(stream.arn);
      return { TableDescription: answer };
    },
    async DescribeTimeToLive(input) {
      const table = await existing(engine, input);
      return { TimeToLiveDescription: ttlDescription(settings.get(table)) };
    },
    async UpdateTimeToLive(input) {
      const table = await existing(engine, input);
      const specification = isJsonObject(input.TimeToLiveSpecification) ? input.TimeToLiveSpecification : {};
      await settings.set(table, withTtl(settings.get(table), specification));
      return { TimeToLiveSpecification: specification };
    },
    async DescribeContinuousBackups(input) {
      await existing(engine, input);
      return {
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: 'ENABLED',
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
        },
      };
    },
  };
}

async function existing(engine: Engine, input: JsonObject): Promise<string> {
  const table = tableName(input.TableName);
  await engine.table(table);
  return table;
}

/** Resolves once the table is ACTIVE: dynalite makes it so in a turn of the event loop of its own. */
export async function whenActive<T>(engine: Engine, table: string, then: () => Promise<T>): Promise<T> {
  while ((await engine.table(table)).TableStatus === 'CREATING') await new Promise(setImmediate);
  return then();
}

function streamMembers({ stream }: TableSettings): JsonObject {
  if (!stream) return {};
  return {
    ...(stream.enabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
    LatestStreamLabel: stream.label,
    LatestStreamArn: stream.arn,
  };
}

function viewType({ StreamViewType: view }: JsonObject): StreamViewType {
  const found = streamViewTypes.find((type) => type === view);
  if (!found)
    throw validationError(
      'One or more parameter values were invalid: StreamViewType must be specified for an enabled stream',
    );
  return found;
}

const ttlDescription = ({ ttlAttribute }: TableSettings): JsonObject =>
  ttlAttribute === undefined
    ? { TimeToLiveStatus: 'DISABLED' }
    : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute };

function withTtl(settings: TableSettings, { Enabled: enabled, AttributeName: attribute }: JsonObject): TableSettings {
  const { ttlAttribute, ...rest } = settings;
  if (typeof attribute !== 'string' || typeof enabled !== 'boolean') {
    throw validationError('TimeToLiveSpecification needs Enabled and AttributeName');
  }
  if (enabled && ttlAttribute !== undefined) throw validationError('TimeToLive is already enabled');
  if (!enabled && ttlAttribute === undefined) throw validationError('TimeToLive is already disabled');
  return enabled ? { ...rest, ttlAttribute: attribute } : rest;
}

function refuseIndexChanges(input: JsonObject): void {
  const change = objects(input.GlobalSecondaryIndexUpdates).find((update) => update.Create ?? update.Delete);
  if (change)
    throw validationError(
      'Adding or deleting a global secondary index of an existing table is not supported here: create the table anew.',
    );
}
