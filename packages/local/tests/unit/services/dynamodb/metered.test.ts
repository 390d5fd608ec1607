import type { JsonObject } from '@safelight/asl/json';
import { expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { metered } from '#services/dynamodb/capacity/metered.ts';
import { RefusedWrite } from '#services/dynamodb/capacity/refused-write.ts';
import { createTable, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

/** What a call counts, what reaches the table, and what its caller gets of it. */
async function counted(operation: string, input: JsonObject, answer: JsonObject | AwsError) {
  const uses: string[] = [];
  const calls: JsonObject[] = [];
  const call = metered(
    async (_operation, given) => {
      calls.push(given);
      if (answer instanceof AwsError) throw answer;
      return answer;
    },
    (kind, count) => void uses.push(`${kind} ${count}`),
  );
  const answered = await call(operation, input).catch((error: Error) => error.message);
  return { uses, asked: calls[0]?.ReturnConsumedCapacity, answered };
}

const one = (CapacityUnits: number) => ({ ConsumedCapacity: { TableName: 'T', CapacityUnits } });
const failed = (code: string) => new AwsError(code, 'no');

it.each<[string, JsonObject, JsonObject | AwsError, readonly string[]]>([
  ['GetItem', {}, one(0.5), ['dynamodb.read-unit 0.5']],
  ['Query', {}, one(2), ['dynamodb.read-unit 2']],
  ['PutItem', {}, one(3), ['dynamodb.write-unit 3']],
  ['BatchGetItem', {}, { ConsumedCapacity: [{ CapacityUnits: 1 }, { CapacityUnits: 2 }] }, ['dynamodb.read-unit 3']],
  ['TransactWriteItems', {}, { ConsumedCapacity: [{ CapacityUnits: 4 }] }, ['dynamodb.write-unit 4']],
  ['ExecuteStatement', { Statement: ' select * from T' }, one(1), ['dynamodb.read-unit 1']],
  ['ExecuteStatement', { Statement: "insert into T value {'a': 1}" }, one(1), ['dynamodb.write-unit 1']],
  ['ExecuteTransaction', { TransactStatements: [{ Statement: 'SELECT 1' }] }, one(2), ['dynamodb.read-unit 2']],
  ['PutItem', {}, new RefusedWrite({ table: 3 }, {}), ['dynamodb.write-unit 3']],
  ['PutItem', {}, failed('ConditionalCheckFailedException'), ['dynamodb.write-unit 1']],
  ['TransactWriteItems', {}, failed('TransactionCanceledException'), ['dynamodb.write-unit 1']],
  ['ExecuteStatement', { Statement: 'INSERT' }, failed('DuplicateItemException'), ['dynamodb.write-unit 1']],
  ['PutItem', {}, failed('ValidationException'), []],
  ['DescribeTable', {}, {}, []],
])('%s %j counts what it consumes', async (operation, input, answer, uses) => {
  expect((await counted(operation, input, answer)).uses).toEqual(uses);
});

it('asks where the caller does not, and keeps the answer to itself', async () => {
  expect(await counted('PutItem', {}, one(1))).toMatchObject({ asked: 'TOTAL', answered: {} });
  expect(await counted('PutItem', { ReturnConsumedCapacity: 'NONE' }, one(1))).toMatchObject({ answered: {} });
  const asked = await counted('PutItem', { ReturnConsumedCapacity: 'INDEXES' }, one(1));
  expect(asked).toMatchObject({ asked: 'INDEXES', answered: one(1) });
});

const KB = 'x'.repeat(1_000);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html: by the larger of the items. */
it.each<[string, string, JsonObject, number]>([
  ['a larger item over it', 'PutItem', { Item: { id: { S: 'there' }, aa: { S: KB.repeat(3) } } }, 3],
  ['a smaller item over it', 'PutItem', { Item: { id: { S: 'there' } } }, 2],
  ['an item where there is none', 'PutItem', { Item: { id: { S: 'none' }, aa: { S: KB.repeat(3) } } }, 3],
  ['an update of it', 'UpdateItem', { Key: { id: { S: 'there' } }, UpdateExpression: 'SET bb = aa' }, 3],
  ['an update that cannot be made', 'UpdateItem', { Key: { id: { S: 'there' } }, UpdateExpression: 'SET bb = yy' }, 2],
  ['its deletion', 'DeleteItem', { Key: { id: { S: 'there' } } }, 2],
])('a condition that does not hold, of %s, consumes what it would', async (_, operation, input, units) => {
  const { call } = testBackend();
  await createTable({ call }, 'items');
  await call('PutItem', { TableName: 'items', Item: { id: { S: 'there' }, aa: { S: KB + KB.slice(500) } } });
  const uses: string[] = [];
  const refused = metered(call, (kind, count) => void uses.push(`${kind} ${count}`));
  const condition = { ConditionExpression: 'attribute_exists(zz)' };
  await expect(refused(operation, { TableName: 'items', ...input, ...condition })).rejects.toMatchObject({
    code: 'ConditionalCheckFailedException',
  });
  expect(uses).toEqual([`dynamodb.write-unit ${units}`]);
});
