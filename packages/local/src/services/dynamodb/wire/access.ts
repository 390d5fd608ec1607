import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type Json, type JsonObject, memberOf } from '@safelight/asl/json';
import type { Access } from '#gateway/service.ts';
import { LONGEST_EXPRESSION } from '#services/dynamodb/expressions/parameters.ts';
import { members, objects, tableArn, tableName } from '#services/dynamodb/names.ts';
import { isWriteKind } from '#services/dynamodb/operations/transact/actions.ts';
import { isStatements, statementAccess } from '#services/dynamodb/partiql/access.ts';

/** The name of a table's partition key. */
export type PartitionKey = (table: string) => Promise<string | undefined>;

interface AccessDeps {
  readonly place: Place;
  readonly partitionKey: PartitionKey;
}

const onEverything = new Set(['ListTables', 'ListStreams', 'DescribeLimits', 'DescribeEndpoints']);
const onStream = new Set(['DescribeStream', 'GetShardIterator', 'GetRecords']);
const onResourceArn = new Set(['TagResource', 'UntagResource', 'ListTagsOfResource']);
const byKey = new Set(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query']);

/**
 * What an operation needs to be allowed to do.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export async function accessOf(operation: string, input: JsonObject, deps: AccessDeps): Promise<readonly Access[]> {
  const action = `dynamodb:${operation}`;
  if (onEverything.has(operation)) return [{ action, resource: '*' }];
  if (onStream.has(operation)) return [{ action, resource: streamArn(input) }];
  if (onResourceArn.has(operation)) return [{ action, resource: String(input.ResourceArn) }];
  if (isStatements(operation)) {
    const { place, partitionKey } = deps;
    return statementAccess(input, { partitionKey, arnOf: (table) => tableArn(place, table) });
  }
  if (operation.startsWith('Batch')) return batchAccess(action, input, deps);
  if (operation.startsWith('Transact')) return transactionAccess(input, deps);
  const table = tableName(input.TableName);
  const index = typeof input.IndexName === 'string' ? `/index/${input.IndexName}` : '';
  const access = { action, resource: tableArn(deps.place, table) + index };
  return [byKey.has(operation) && !index ? await withLeadingKeys(access, table, [input], deps) : access];
}

/** A GetRecords request names its stream only inside the iterator. */
const streamArn = ({ StreamArn: arn, ShardIterator: iterator }: JsonObject): string =>
  typeof arn === 'string'
    ? arn
    : String(iterator)
        .replace(/^\d+\|/, '')
        .split('|')[0] || '*';

const batchAccess = (action: string, input: JsonObject, deps: AccessDeps): Promise<Access[]> =>
  Promise.all(
    members(input.RequestItems).map(([named, requests]) => {
      const table = tableName(named);
      return withLeadingKeys({ action, resource: tableArn(deps.place, table) }, table, batchKeys(requests), deps);
    }),
  );

function batchKeys(requests: Json): JsonObject[] {
  if (isJsonObject(requests)) return objects(requests.Keys).map((key) => ({ Key: key }));
  return objects(requests).flatMap((request) => objects([request.PutRequest ?? request.DeleteRequest ?? null]));
}

// A transaction is allowed by the permissions of its single actions: there is none of its own.
const transactionAccess = (input: JsonObject, deps: AccessDeps): Promise<Access[]> =>
  Promise.all(
    objects(input.TransactItems).flatMap((entry) =>
      Object.entries(entry).flatMap(([kind, action]) => {
        if (!isJsonObject(action) || !(kind === 'Get' || isWriteKind(kind))) return [];
        const table = tableName(action.TableName);
        const access = { action: `dynamodb:${kind}Item`, resource: tableArn(deps.place, table) };
        return [withLeadingKeys(access, table, [action], deps)];
      }),
    ),
  );

async function withLeadingKeys(
  access: Access,
  table: string,
  inputs: readonly JsonObject[],
  deps: AccessDeps,
): Promise<Access> {
  const name = await deps.partitionKey(table);
  const values = name === undefined ? [] : inputs.flatMap((input) => leadingKey(input, name) ?? []);
  return values.length > 0 ? { ...access, context: { 'dynamodb:LeadingKeys': [...new Set(values)] } } : access;
}

function leadingKey(input: JsonObject, name: string): string | undefined {
  const holder = input.Key ?? input.Item;
  if (isJsonObject(holder)) return scalar(holder[name]);
  return conditionKey(input, name) ?? expressionKey(input, name);
}

/** The partition key's value in a legacy `KeyConditions`. */
function conditionKey({ KeyConditions: conditions }: JsonObject, name: string): string | undefined {
  const condition = isJsonObject(conditions) ? conditions[name] : undefined;
  return isJsonObject(condition) ? scalar(objects(condition.AttributeValueList)[0]) : undefined;
}

/** The partition key's value in `KeyConditionExpression`: what a placeholder or the bare name is compared with by `=`. */
function expressionKey(input: JsonObject, name: string): string | undefined {
  const { KeyConditionExpression: expression } = input;
  if (typeof expression !== 'string' || expression.length > LONGEST_EXPRESSION) return undefined;
  const names = isJsonObject(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  const values = isJsonObject(input.ExpressionAttributeValues) ? input.ExpressionAttributeValues : {};
  for (const [, left = '', right = ''] of expression.matchAll(/([#:\w.-]+)\s*=\s*([#:\w.-]+)/g)) {
    const [attribute, value] = left.startsWith(':') ? [right, left] : [left, right];
    if ((memberOf(names, attribute) ?? attribute) === name) return scalar(values[value]);
  }
  return undefined;
}

function scalar(value: Json | undefined): string | undefined {
  const content = isJsonObject(value) ? (value.S ?? value.N ?? value.B) : undefined;
  return typeof content === 'string' ? content : undefined;
}
