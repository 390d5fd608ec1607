import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operation.ts';
import type { TableSettings } from '#services/dynamodb/settings.ts';

/** The operations that say by which attribute the items of a table expire. */
export function ttlOperations(engine: Engine): Operations {
  const { settings } = engine;
  return {
    async DescribeTimeToLive(input) {
      const table = tableName(input.TableName);
      await engine.table(table);
      return { TimeToLiveDescription: ttlDescription(settings.get(table)) };
    },
    async UpdateTimeToLive(input) {
      const table = tableName(input.TableName);
      await engine.table(table);
      const specification = isJsonObject(input.TimeToLiveSpecification) ? input.TimeToLiveSpecification : {};
      await settings.set(table, withTtl(settings.get(table), specification));
      return { TimeToLiveSpecification: specification };
    },
  };
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
