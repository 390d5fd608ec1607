import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTable, type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

let test: TestBackend;
const TableName = 'shots';
const element = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });

beforeAll(async () => {
  test = testBackend();
  await createTable(test, TableName, {
    AttributeDefinitions: ['id', 'g'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      { IndexName: 'by-g', KeySchema: [element('g', 'HASH')], Projection: { ProjectionType: 'ALL' } },
    ],
  });
});

afterAll(() => test.backend.close());

const Key = { id: { S: 'a' } };
const v = { ExpressionAttributeValues: { ':v': { S: 'a' } } };
const put = (ConditionExpression: string): JsonObject => ({ Item: Key, ConditionExpression, ...v });
const onTable = (input: JsonObject): JsonObject => ({ TableName, ...input });

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
describe('an expression that goes into a key', () => {
  it.each<[string, JsonObject, string]>([
    ['PutItem', onTable(put('id.a = :v')), 'Key: id'],
    ['PutItem', onTable(put('attribute_exists(n) or g[0] = :v')), 'IndexKey: g'],
    ['DeleteItem', onTable({ Key, ConditionExpression: 'size(id.a) > n' }), 'Key: id'],
    ['UpdateItem', onTable({ Key, UpdateExpression: 'SET n = id.a' }), 'Key: id'],
    ['UpdateItem', onTable({ Key, UpdateExpression: 'SET n = if_not_exists(n, g.a)' }), 'IndexKey: g'],
    ['UpdateItem', onTable({ Key, UpdateExpression: 'REMOVE g.a' }), 'IndexKey: g'],
    ['GetItem', onTable({ Key, ProjectionExpression: 'n, id.a' }), 'Key: id'],
    ['Scan', onTable({ ProjectionExpression: 'g.a' }), 'IndexKey: g'],
    ['Scan', onTable({ IndexName: 'by-g', FilterExpression: 'id.a = :v', ...v }), 'Key: id'],
    ['Query', onTable({ KeyConditionExpression: 'id = :v', FilterExpression: 'g.a = n', ...v }), 'IndexKey: g'],
    ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [Key], ProjectionExpression: 'id[0]' } } }, 'Key: id'],
    ['TransactGetItems', { TransactItems: [{ Get: onTable({ Key, ProjectionExpression: 'g.a' }) }] }, 'IndexKey: g'],
    ['TransactWriteItems', { TransactItems: [{ Put: onTable(put('id.a = :v')) }] }, 'Key: id'],
    [
      'TransactWriteItems',
      { TransactItems: [{ Update: onTable({ Key, UpdateExpression: 'SET n = g.a' }) }] },
      'IndexKey: g',
    ],
  ])('%s %j', async (operation, input, which) => {
    await expect(test.call(operation, input)).rejects.toMatchObject({
      code: 'ValidationException',
      message: `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${which}`,
    });
  });
});
