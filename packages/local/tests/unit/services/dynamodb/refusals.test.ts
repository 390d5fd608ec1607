import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';
import {
  byRequest,
  definitions,
  H,
  index,
  R,
  S,
  TableName,
  update,
} from '#tests/unit/services/dynamodb/refusals/inputs.ts';
import { keyRows } from '#tests/unit/services/dynamodb/refusals/keys.ts';
import { readRows } from '#tests/unit/services/dynamodb/refusals/reads.ts';
import { severalRows } from '#tests/unit/services/dynamodb/refusals/several.ts';
import { tableRows } from '#tests/unit/services/dynamodb/refusals/tables.ts';

let test: TestBackend;

beforeAll(async () => {
  test = testBackend();
  await test.call('CreateTable', {
    ...{
      TableName,
      ...byRequest,
      KeySchema: [H('p'), R('s')],
      AttributeDefinitions: definitions('p', 's', 'g', 'l', 'n'),
    },
    LocalSecondaryIndexes: [index('local', [H('p'), R('l')], { ProjectionType: 'KEYS_ONLY' })],
    GlobalSecondaryIndexes: [
      index('keys', [H('g'), R('n')], { ProjectionType: 'KEYS_ONLY' }),
      index('some', [H('g')], { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] }),
    ],
  });
  await new Promise(setImmediate);
  await new Promise(setImmediate);
});

afterAll(() => test.backend.close());

describe('what DynamoDB refuses, in its words', () => {
  it.each([...keyRows, ...readRows, ...severalRows, ...tableRows])('%s %j', async (operation, input, message) => {
    await expect(test.call(operation, { TableName, ...input })).rejects.toMatchObject({ message });
  });

  it.each([
    [
      'a key of another type',
      { Delete: { TableName, Key: { p: S('a'), s: { N: '1' } } } },
      'The provided key element does not match the schema',
    ],
    [
      'an item without its key',
      { Put: { TableName, Item: { p: S('a') } } },
      'One or more parameter values were invalid: Missing the key s in the item',
    ],
    [
      'an update that cannot be evaluated',
      { Update: { TableName, ...update('SET x = y + :v', { N: '1' }) } },
      'The provided expression refers to an attribute that does not exist in the item',
    ],
    [
      'an item that gets too large',
      { Update: { TableName, ...update('SET x = :v', S('x'.repeat(409_600))) } },
      'Item size to update has exceeded the maximum allowed size',
    ],
  ])('a transaction is cancelled by %s', async (_, action, Message) => {
    const before = { Put: { TableName, Item: { p: S('b'), s: S('1') } } };
    await expect(test.call('TransactWriteItems', { TransactItems: [before, action] })).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      details: { CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError', Message }] },
    });
    expect(await test.call('GetItem', { TableName, Key: { p: S('b'), s: S('1') } })).toEqual({});
  });
});
