import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import {
  createTable,
  put,
  readStream,
  type TestBackend,
  testBackend,
  withStream,
} from '#tests/unit/services/dynamodb/backend.ts';

const ACCOUNTS = 8;
const EACH = 20;

let test: TestBackend;

beforeEach(async () => {
  test = testBackend();
  await createTable(test, 'accounts', withStream);
  for (let n = 0; n < ACCOUNTS; n += 1) await put(test, 'accounts', { ...key(n), balance: { N: String(EACH) } });
});

afterEach(() => test.backend.close());

const key = (n: number): JsonObject => ({ id: { S: `account-${n % ACCOUNTS}` } });

const book = (n: number, amount: number): JsonObject => ({
  Update: {
    TableName: 'accounts',
    Key: key(n),
    UpdateExpression: 'SET balance = balance + :amount',
    ConditionExpression: 'balance >= :least',
    ExpressionAttributeValues: { ':amount': { N: String(amount) }, ':least': { N: String(Math.max(0, -amount)) } },
  },
});

/** Money from one account to another, and a check on a third; some want more than there is. */
const transfer = (n: number): Promise<JsonObject> => {
  const amount = 1 + ((n * 7) % 13);
  const check = {
    ConditionCheck: { TableName: 'accounts', Key: key(n + 5), ConditionExpression: 'attribute_exists(id)' },
  };
  return test.call('TransactWriteItems', { TransactItems: [book(n, -amount), check, book(n + 1 + (n % 4), amount)] });
};

interface Image {
  readonly id: { readonly S: string };
  readonly balance: { readonly N: string };
}

const sum = (images: Iterable<Image>): number =>
  [...images].reduce((total, { balance }) => total + Number(balance.N), 0);

it('200 transfers at once lose and make nothing, at no moment, and the stream is one unbroken chain', async () => {
  const sums: Promise<number>[] = [];
  const outcomes = Array.from({ length: 200 }, (_, n) => {
    if (n % 20 === 0) sums.push(test.call('Scan', { TableName: 'accounts' }).then(({ Items }) => sum(Items as never)));
    return transfer(n).then(
      () => 'done',
      (error: unknown) => (error instanceof AwsError ? error.code : error),
    );
  });
  const ended = await Promise.all(outcomes);
  expect(new Set(ended)).toEqual(new Set(['done', 'TransactionCanceledException']));
  expect(new Set(await Promise.all(sums))).toEqual(new Set([ACCOUNTS * EACH]));

  const records = (await readStream(test, 'accounts')).map(
    ({ dynamodb }) => dynamodb as unknown as { OldImage?: Image; NewImage: Image; SequenceNumber: string },
  );
  const numbers = records.map(({ SequenceNumber }) => SequenceNumber);
  expect(numbers).toEqual([...new Set(numbers)].toSorted());
  const known = new Map<string, Image>();
  for (const { OldImage, NewImage } of records) {
    // Each old image is the new one that came before it.
    expect(OldImage).toEqual(known.get(NewImage.id.S));
    known.set(NewImage.id.S, NewImage);
  }
  // Of each transfer that was done both sides are there, of one that was cancelled none is.
  expect(records).toHaveLength(ACCOUNTS + 2 * ended.filter((outcome) => outcome === 'done').length);
  expect(sum(known.values())).toBe(ACCOUNTS * EACH);
  const { Items } = await test.call('Scan', { TableName: 'accounts' });
  expect(new Map((Items as unknown as Image[]).map((image) => [image.id.S, image]))).toEqual(known);
});

it('a transaction with a token is done once, for ten minutes', async () => {
  const request = { TransactItems: [book(0, 5)], ClientRequestToken: 'token' };
  const balance = async () =>
    ((await test.call('GetItem', { TableName: 'accounts', Key: key(0) })).Item as unknown as Image).balance.N;
  await test.call('TransactWriteItems', request);
  expect(await test.call('TransactWriteItems', { ...request, ReturnConsumedCapacity: 'TOTAL' })).toEqual({
    ConsumedCapacity: [{ TableName: 'accounts', CapacityUnits: 2, ReadCapacityUnits: 2 }],
  });
  expect(await balance()).toBe('25');
  await expect(test.call('TransactWriteItems', { ...request, TransactItems: [book(0, 6)] })).rejects.toMatchObject({
    code: 'IdempotentParameterMismatchException',
  });
  await test.clock.advance(11 * 60_000);
  await test.call('TransactWriteItems', request);
  expect(await balance()).toBe('30');
});
