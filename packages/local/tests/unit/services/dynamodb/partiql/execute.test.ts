import type { Json, JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { partiqlOperations } from '#services/dynamodb/partiql/operations.ts';
import { fakeTable } from '#tests/unit/services/dynamodb/partiql/fake-table.ts';

const TableName = 'shots';
const PK = { '#n0': 'pk' };
const KEYS = { '#n0': 'pk', '#n1': 'sk' };
const A = { S: 'a' };
const ONE = { N: '1' };
const key = { pk: A, sk: ONE };

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html */
describe('a statement is the operation', () => {
  it.each<[string, readonly Json[], string, JsonObject]>([
    ['SELECT * FROM shots', [], 'Scan', { TableName }],
    [
      `SELECT n, m.a FROM "shots" WHERE n > 10`,
      [],
      'Scan',
      {
        TableName,
        ProjectionExpression: '#n0, #n1, #n2, #n3',
        ExpressionAttributeNames: { '#n0': 'n', '#n1': 'm', '#n2': 'pk', '#n3': 'sk' },
      },
    ],
    [
      `select * from shots where pk = ? and sk >= 1.0`,
      [A],
      'Query',
      {
        TableName,
        KeyConditionExpression: '#n0 = :v0 AND #n1 >= :v1',
        ScanIndexForward: true,
        ExpressionAttributeNames: KEYS,
        ExpressionAttributeValues: { ':v0': A, ':v1': ONE },
      },
    ],
    [
      `SELECT * FROM "shots"."by-g" WHERE sk BETWEEN 1 AND 2 AND 'x' = g ORDER BY sk DESC`,
      [],
      'Query',
      {
        TableName,
        IndexName: 'by-g',
        KeyConditionExpression: '#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2',
        ScanIndexForward: false,
        ExpressionAttributeNames: { '#n0': 'g', '#n1': 'sk' },
        ExpressionAttributeValues: { ':v0': { S: 'x' }, ':v1': ONE, ':v2': { N: '2' } },
      },
    ],
    ["SELECT * FROM shots WHERE pk = 'a' OR sk = 1", [], 'Scan', { TableName }],
    [
      "INSERT INTO shots VALUE {'pk': 'a', 'sk': 1, 'l': [true, null, -2.50, {'it''s': ?}], 's': <<'x', 'y'>>}",
      [{ B: 'YQ==' }],
      'PutItem',
      {
        TableName,
        Item: {
          ...key,
          l: { L: [{ BOOL: true }, { NULL: true }, { N: '-2.5' }, { M: { "it's": { B: 'YQ==' } } }] },
          s: { SS: ['x', 'y'] },
        },
        ConditionExpression: 'attribute_not_exists(#n0)',
        ExpressionAttributeNames: PK,
      },
    ],
    [
      `UPDATE shots SET n = n + 1, l = list_append(l, [?]) REMOVE m.a[0] SET s = set_add(s, <<'z'>>) WHERE pk = 'a' AND sk = 1 AND (n < 5 OR NOT s IS MISSING) RETURNING MODIFIED NEW *`,
      [A],
      'UpdateItem',
      {
        TableName,
        Key: key,
        UpdateExpression: 'SET #n0 = #n0 + :v0, #n1 = list_append(#n1, :v1) REMOVE #n2.#n3[0] ADD #n4 :v2',
        ConditionExpression: 'attribute_exists(#n5) and (#n0 < :v3 or not attribute_not_exists(#n4))',
        ReturnValues: 'UPDATED_NEW',
        ExpressionAttributeNames: { '#n0': 'n', '#n1': 'l', '#n2': 'm', '#n3': 'a', '#n4': 's', '#n5': 'pk' },
        ExpressionAttributeValues: { ':v0': ONE, ':v1': { L: [A] }, ':v2': { SS: ['z'] }, ':v3': { N: '5' } },
      },
    ],
    [`DELETE FROM shots WHERE sk = 1 AND pk = 'a'`, [], 'DeleteItem', { TableName, Key: key }],
    [
      `DELETE FROM shots WHERE sk = 1 AND pk = 'a' AND begins_with("n", 'x') AND size(l) IN (1, 2) RETURNING ALL OLD *;`,
      [],
      'DeleteItem',
      {
        TableName,
        Key: key,
        ConditionExpression: 'attribute_not_exists(#n0) or (begins_with(#n1, :v0) and size(#n2) in (:v1, :v2))',
        ReturnValues: 'ALL_OLD',
        ExpressionAttributeNames: { '#n0': 'pk', '#n1': 'n', '#n2': 'l' },
        ExpressionAttributeValues: { ':v0': { S: 'x' }, ':v1': ONE, ':v2': { N: '2' } },
      },
    ],
  ])('%s', async (Statement, Parameters, operation, request) => {
    const { call, calls } = fakeTable();
    const input = { Statement, ...(Parameters.length > 0 && { Parameters }) };
    await partiqlOperations(call).ExecuteStatement?.(input);
    expect(calls).toEqual([[operation, request]]);
  });
});

describe('a SELECT', () => {
  const items = [
    { ...key, n: { N: '5' }, m: { M: { a: { L: [{ S: 'x' }, { S: 'y' }] } } } },
    { ...key, sk: { N: '2' }, n: { N: '50' } },
  ];

  it('answers the items that meet its WHERE, each path by its last name', async () => {
    const { call } = fakeTable({ Query: { Items: items } });
    const Statement = "SELECT sk, m.a[1] FROM shots WHERE pk = 'a' AND sk > 0 AND sk < 3 AND n <> 50";
    expect(await partiqlOperations(call).ExecuteStatement?.({ Statement })).toEqual({
      Items: [{ sk: ONE, 'a[1]': { S: 'y' } }],
    });
  });

  it('goes on behind the last key, for the same statement only', async () => {
    const { call, calls } = fakeTable({ Query: { Items: items, LastEvaluatedKey: key } });
    const { ExecuteStatement: execute } = partiqlOperations(call);
    const Statement = "SELECT * FROM shots WHERE pk IN ['a', 'b', 'a']";
    const first = await execute?.({ Statement, Limit: 2 });
    expect(first).toEqual({ Items: items, LastEvaluatedKey: key, NextToken: expect.any(String) });
    const NextToken = first?.NextToken ?? null;
    await execute?.({ Statement, NextToken });
    expect(calls[1]).toMatchObject(['Query', { ExclusiveStartKey: key }]);
    await expect(execute?.({ Statement: 'SELECT * FROM shots', NextToken })).rejects.toThrow(
      'NextToken does not match request',
    );
    await expect(execute?.({ Statement, NextToken: 'abc' })).rejects.toThrow('Invalid NextToken');
  });

  it('reads one partition after the other, in the order that is asked for', async () => {
    const { call, calls } = fakeTable({ Query: { Items: [] } });
    const Statement = "SELECT * FROM shots WHERE pk IN ('a', 'c', 'b') ORDER BY pk DESC";
    expect(await partiqlOperations(call).ExecuteStatement?.({ Statement })).toEqual({ Items: [] });
    expect(calls.map(([, input]) => input.ExpressionAttributeValues)).toEqual(
      ['c', 'b', 'a'].map((S) => ({ ':v0': { S } })),
    );
  });
});

const KEY_EQUALITY = 'Where clause does not contain a mandatory equality on all key attributes';
const WHERE = "WHERE pk = 'a' AND sk = 1";
const malformed = (what: string) => `Statement wasn't well formed, can't be processed: ${what}`;

/** As AWS's DynamoDB Local answers, where it says more than that a statement is malformed. */
describe('a statement that cannot be', () => {
  it.each<[string, string]>([
    [
      '',
      "1 validation error detected: Value '' at 'statement' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    ['FOO', malformed("unexpected term 'FOO' at 1:1:3")],
    ['SELECT * FROM', malformed('unexpected end of statement')],
    ["SELECT * FROM shots WHERE pk = 'a", malformed("unexpected term ''' at 1:32:1")],
    ['SELECT date FROM shots', malformed("unexpected term 'date' at 1:8:4")],
    [`SELECT * FROM shots WHERE ${'('.repeat(2_000)}`, malformed("unexpected term '(' at 1:428:1")],
    ['SELECT * FROM shots WHERE pk = ?', "Number of parameters in request and statement don't match."],
    ['SELECT * FROM other', 'Requested resource not found'],
    ['SELECT * FROM shots.other', 'The table does not have the specified index: other'],
    ['SELECT sk, sk FROM shots', 'Duplicate identifiers in select clause: sk'],
    ['SELECT sk AS x FROM shots', 'Aliasing is not supported'],
    ['SELECT * FROM shots s', 'Aliasing is not supported'],
    ['SELECT DISTINCT sk FROM shots', 'Unsupported token in expression: DISTINCT'],
    ['SELECT * FROM shots, shots', 'Only select from a single table or index is supported.'],
    ['SELECT * FROM shots GROUP BY sk', 'Unsupported clause: GROUP BY'],
    ['SELECT * FROM shots ORDER BY sk', 'Must have WHERE clause in the statement when using ORDER BY clause.'],
    [
      'SELECT * FROM shots WHERE sk = 1 ORDER BY sk',
      'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
    ],
    [
      "SELECT * FROM shots WHERE pk = 'a' ORDER BY n",
      'Variable reference n in ORDER BY clause must be part of the primary key',
    ],
    [
      'SELECT * FROM shots WHERE pk = 1',
      "Key attribute's data type should match its data type in table's schema: Key pk",
    ],
    ['SELECT * FROM shots WHERE n = 5 + 5', 'Unsupported operator in Condition Expression. Operator: +'],
    ["SELECT * FROM shots WHERE n LIKE 'a%'", 'Unsupported operator in Condition Expression. Operator: like'],
    ['SELECT * FROM shots WHERE n', 'WHERE clause must contain an expression that resolves to a boolean'],
    ['SELECT * FROM shots WHERE n = MISSING', 'MISSING must be compared using IS operator'],
    ['SELECT * FROM shots WHERE foo(n)', 'Unrecognized function: foo'],
    [
      'SELECT * FROM shots WHERE n < true',
      'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL',
    ],
    [
      'SELECT * FROM shots WHERE n = n',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]',
    ],
    ["INSERT INTO shots VALUE {'pk': 'a'}", 'Key attribute should be present in the item: Key sk'],
    [
      "INSERT INTO shots VALUE {'pk': 'a', 'sk': 'x'}",
      "Key attribute's data type should match its data type in table's schema: Key sk",
    ],
    ["INSERT INTO shots VALUE {'pk': 'a', 'pk': 'b'}", 'Duplicate keys in tuple. Key: pk under root at 1:37:4'],
    [
      'INSERT INTO shots VALUE {pk: 1}',
      'Tuple keys must be of type String. Actual type: VariableReference under root at 1:26:2',
    ],
    ["INSERT INTO shots VALUE {'pk': <<>>}", 'Empty bags are not supported at 1:32:2'],
    [
      "INSERT INTO shots VALUE {'pk': <<1, 'a'>>}",
      'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags',
    ],
    ["INSERT INTO shots VALUES ({'pk': 'a'})", 'Unsupported operation: InsertOp'],
    ["INSERT INTO shots VALUE {'pk': 'a', 'sk': 1} RETURNING ALL OLD *", 'RETURNING is not supported in INSERT'],
    ['UPDATE shots SET n = 1', KEY_EQUALITY],
    ["UPDATE shots SET n = 1 WHERE pk = 'a' AND sk > 1", KEY_EQUALITY],
    [`UPDATE shots SET n = 1 ${WHERE} OR sk = 2`, KEY_EQUALITY],
    [
      `UPDATE shots SET n = 1 ${WHERE} AND sk = 2`,
      'Multiple conditions on same key sk. Only single item Update/Insert/Delete are supported',
    ],
    [
      `UPDATE shots SET n = 1 REMOVE n ${WHERE}`,
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [n], path two: [n]',
    ],
    [`UPDATE shots SET n = n * 2 ${WHERE}`, 'Unsupported operator in Update Expression. Operator: *'],
    [`UPDATE shots SET n = size(m) ${WHERE}`, 'The function is not allowed in an update expression; function: size'],
    [
      `UPDATE shots SET n = set_add(m, <<1>>) ${WHERE}`,
      'The first argument to SET_ADD must equal the assignment value',
    ],
    [
      `UPDATE shots SET n = 1 ${WHERE} RETURNING ALL NEW n`,
      "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause",
    ],
    [`UPDATE shots."by-g" SET n = 1 ${WHERE}`, 'This operation is not supported on an index'],
    [
      `DELETE FROM shots ${WHERE} RETURNING ALL NEW *`,
      'Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.',
    ],
    [`EXISTS(SELECT * FROM shots ${WHERE})`, 'EXISTS can only be used in ExecuteTransaction write requests.'],
  ])('%s', async (Statement, message) => {
    const { call, calls } = fakeTable();
    await expect(partiqlOperations(call).ExecuteStatement?.({ Statement })).rejects.toMatchObject({ message });
    expect(calls).toEqual([]);
  });

  it('an INSERT of a key that is there is a DuplicateItemException', async () => {
    const { call } = fakeTable({
      PutItem: new AwsError('ConditionalCheckFailedException', 'The conditional request failed'),
    });
    const Statement = "INSERT INTO shots VALUE {'pk': 'a', 'sk': 1}";
    await expect(partiqlOperations(call).ExecuteStatement?.({ Statement })).rejects.toMatchObject({
      code: 'DuplicateItemException',
      message: 'Duplicate primary key exists in table',
    });
  });
});
