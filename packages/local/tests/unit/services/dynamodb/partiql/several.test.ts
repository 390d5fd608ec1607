import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { partiqlOperations } from '#services/dynamodb/partiql/operations.ts';
import { fakeTable } from '#tests/unit/services/dynamodb/partiql/fake-table.ts';

const statements = (...all: readonly string[]) => all.map((Statement) => ({ Statement }));
const select = (sk: number, more = '') => `SELECT n FROM shots WHERE pk = 'a' AND sk = ${sk}${more}`;
const insert = (sk: number) => `INSERT INTO shots VALUE {'pk': 'a', 'sk': ${sk}}`;
const key = (sk: number): JsonObject => ({ pk: { S: 'a' }, sk: { N: String(sk) } });
const condition = { ConditionExpression: 'attribute_not_exists(#n0)', ExpressionAttributeNames: { '#n0': 'pk' } };
const failure = (Code: string, Message: string) => ({ Error: { Code, Message } });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html */
describe('a batch of statements', () => {
  const run = async (Statements: readonly JsonObject[], answers: Parameters<typeof fakeTable>[0] = {}) => {
    const { call, calls } = fakeTable(answers);
    return { answer: await partiqlOperations(call).BatchExecuteStatement?.({ Statements }), calls };
  };

  it('answers each by itself', async () => {
    const all = statements(select(1), select(2, ' AND n = 5'), 'SELECT * FROM shots', 'SELECT * FROM other', 'foo');
    const { answer } = await run(all, { GetItem: { Item: { ...key(1), n: { N: '5' } } } });
    const notSingle = failure('ValidationError', 'Only single item select is supported');
    expect(answer).toEqual({
      Responses: [
        { TableName: 'shots', Item: { n: { N: '5' } } },
        notSingle,
        notSingle,
        failure('ResourceNotFound', 'Requested resource not found'),
        failure('ValidationError', expect.stringContaining("wasn't well formed")),
      ],
    });
  });

  it('names what went wrong with a write', async () => {
    const refused = new AwsError('ConditionalCheckFailedException', 'The conditional request failed', 400, {
      Item: key(2),
    });
    const { answer } = await run(
      statements(
        insert(1),
        `DELETE FROM shots WHERE pk = 'a' AND sk = 2 AND n = 5`,
        `UPDATE shots SET n = 1 WHERE pk = 'b' AND sk = 1`,
      ),
      { PutItem: refused, DeleteItem: refused },
    );
    expect(answer).toEqual({
      Responses: [
        {
          TableName: 'shots',
          Error: { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table', Item: key(2) },
        },
        {
          TableName: 'shots',
          Error: { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: key(2) },
        },
        { TableName: 'shots' },
      ],
    });
  });

  it.each([
    [
      [],
      "1 validation error detected: Value at 'statements' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      Array.from({ length: 26 }, (_, at) => select(at)),
      "1 validation error detected: Value at 'statements' failed to satisfy constraint: Member must have length less than or equal to 25",
    ],
    [[select(1), insert(2)], 'Read and write requests together in the same batch is not supported.'],
    [[insert(1), `DELETE FROM shots WHERE sk = 1.0 AND pk = 'a'`], 'Provided list of item keys contains duplicates'],
  ])('%# is refused before anything is run', async (all, message) => {
    await expect(run(statements(...all))).rejects.toThrow(message);
  });
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html */
describe('a transaction of statements', () => {
  const run = async (all: readonly string[], answers: Parameters<typeof fakeTable>[0] = {}) => {
    const { call, calls } = fakeTable(answers);
    const input = { TransactStatements: statements(...all), ClientRequestToken: 'once' };
    return { answer: await partiqlOperations(call).ExecuteTransaction?.(input), calls };
  };

  it('is one TransactWriteItems', async () => {
    const exists = `EXISTS(SELECT * FROM shots WHERE pk = 'a' AND sk = 2 AND n IS MISSING)`;
    const { answer, calls } = await run([insert(1), exists, `DELETE FROM shots WHERE pk = 'a' AND sk = 3`]);
    expect(answer).toEqual({ Responses: [] });
    const check = {
      TableName: 'shots',
      Key: key(2),
      ConditionExpression: 'attribute_not_exists(#n0)',
      ExpressionAttributeNames: { '#n0': 'n' },
    };
    const TransactItems = [
      { Put: { TableName: 'shots', Item: key(1), ...condition } },
      { ConditionCheck: check },
      { Delete: { TableName: 'shots', Key: key(3) } },
    ];
    expect(calls).toEqual([['TransactWriteItems', { TransactItems, ClientRequestToken: 'once' }]]);
  });

  it('is one TransactGetItems', async () => {
    const { answer, calls } = await run([select(1), select(2)], {
      TransactGetItems: { Responses: [{ Item: { ...key(1), n: { N: '5' } } }, {}] },
    });
    expect(answer).toEqual({ Responses: [{ Item: { n: { N: '5' } } }, {}] });
    expect(calls).toEqual([
      ['TransactGetItems', { TransactItems: [1, 2].map((sk) => ({ Get: { TableName: 'shots', Key: key(sk) } })) }],
    ]);
  });

  it('says of an INSERT that its key was there', async () => {
    const CancellationReasons = [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ];
    const cancelled = new AwsError('TransactionCanceledException', '…', 400, { CancellationReasons });
    await expect(
      run([`DELETE FROM shots WHERE pk = 'a' AND sk = 3`, insert(1)], { TransactWriteItems: cancelled }),
    ).rejects.toMatchObject({
      message: 'Transaction cancelled, please refer cancellation reasons for specific reasons [None, DuplicateItem]',
      details: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' },
        ],
      },
    });
  });

  it.each<[readonly string[], string]>([
    [
      [select(1), insert(2)],
      'ExecuteTransaction API does not support both read and write operations in the same request.',
    ],
    [
      [`SELECT * FROM shots WHERE pk = 'a'`],
      'Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction must specify the primary key in the where clause.',
    ],
    [
      [select(1), `SELECT * FROM shots."by-g" WHERE g = 'a'`],
      'Validation failed in TransactStatements[1]: Reads on indices are not supported within transactions.',
    ],
    [
      [`EXISTS(${select(1)})`],
      'Validation failed in TransactStatements[0]: EXISTS() must contain a single item read with additional condition',
    ],
    [
      [`DELETE FROM shots WHERE pk = 'a' AND sk = 3 RETURNING ALL OLD *`],
      'Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.',
    ],
  ])('%# is refused', async (all, message) => {
    await expect(run(all)).rejects.toThrow(message);
  });
});
