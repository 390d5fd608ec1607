import { localPlace } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { accessOf } from '#services/dynamodb/wire/access.ts';

const table = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
const stream = `${table('orders')}/stream/2026-01-15T12:00:00.000`;
const key = (id: string): JsonObject => ({ id: { S: id } });
const leading = (...values: readonly string[]) => ({ context: { 'dynamodb:LeadingKeys': values } });

const deps = { place: localPlace, partitionKey: async () => 'id' };

interface Row {
  readonly operation: string;
  readonly input: JsonObject;
  readonly expected: readonly object[];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const rows: readonly Row[] = [
  { operation: 'ListTables', input: {}, expected: [{ action: 'dynamodb:ListTables', resource: '*' }] },
  {
    operation: 'GetItem',
    input: { TableName: 'orders', Key: key('a') },
    expected: [{ action: 'dynamodb:GetItem', resource: table('orders'), ...leading('a') }],
  },
  {
    operation: 'PutItem',
    input: { TableName: table('orders'), Item: { ...key('a'), n: { N: '1' } } },
    expected: [{ action: 'dynamodb:PutItem', resource: table('orders'), ...leading('a') }],
  },
  {
    operation: 'Query',
    input: {
      TableName: 'orders',
      KeyConditionExpression: 'begins_with(sort, :s) AND :id = id',
      ExpressionAttributeValues: { ':id': { N: '7' }, ':s': { S: 'x' } },
    },
    expected: [{ action: 'dynamodb:Query', resource: table('orders'), ...leading('7') }],
  },
  {
    operation: 'Query',
    input: {
      TableName: 'orders',
      KeyConditions: { id: { AttributeValueList: [{ S: 'a' }], ComparisonOperator: 'EQ' } },
    },
    expected: [{ action: 'dynamodb:Query', resource: table('orders'), ...leading('a') }],
  },
  {
    operation: 'Query',
    input: { TableName: 'orders', IndexName: 'by-status' },
    expected: [{ action: 'dynamodb:Query', resource: `${table('orders')}/index/by-status` }],
  },
  {
    operation: 'Scan',
    input: { TableName: 'orders' },
    expected: [{ action: 'dynamodb:Scan', resource: table('orders') }],
  },
  {
    operation: 'BatchWriteItem',
    input: {
      RequestItems: {
        orders: [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('b') } }],
        stock: [{ PutRequest: { Item: key('c') } }],
      },
    },
    expected: [
      { action: 'dynamodb:BatchWriteItem', resource: table('orders'), ...leading('a', 'b') },
      { action: 'dynamodb:BatchWriteItem', resource: table('stock'), ...leading('c') },
    ],
  },
  {
    operation: 'BatchGetItem',
    input: { RequestItems: { orders: { Keys: [key('a'), key('a'), key('b')] } } },
    expected: [{ action: 'dynamodb:BatchGetItem', resource: table('orders'), ...leading('a', 'b') }],
  },
  {
    operation: 'TransactWriteItems',
    input: {
      TransactItems: [
        { Put: { TableName: 'orders', Item: key('a') } },
        { Update: { TableName: 'stock', Key: key('b') } },
        { Delete: { TableName: 'stock', Key: key('c') } },
        { ConditionCheck: { TableName: 'stock', Key: key('d') } },
      ],
    },
    expected: [
      { action: 'dynamodb:PutItem', resource: table('orders'), ...leading('a') },
      { action: 'dynamodb:UpdateItem', resource: table('stock'), ...leading('b') },
      { action: 'dynamodb:DeleteItem', resource: table('stock'), ...leading('c') },
      { action: 'dynamodb:ConditionCheckItem', resource: table('stock'), ...leading('d') },
    ],
  },
  {
    operation: 'TransactGetItems',
    input: { TransactItems: [{ Get: { TableName: 'orders', Key: key('a') } }] },
    expected: [{ action: 'dynamodb:GetItem', resource: table('orders'), ...leading('a') }],
  },
  {
    operation: 'ExecuteStatement',
    input: { Statement: `SELECT * FROM "orders" WHERE id IN ('a', 'b') AND n = 1` },
    expected: [{ action: 'dynamodb:PartiQLSelect', resource: table('orders'), ...leading('a', 'b') }],
  },
  {
    operation: 'ExecuteStatement',
    input: { Statement: 'SELECT * FROM "orders"."by-n" WHERE n = ?', Parameters: [{ N: '1' }] },
    expected: [{ action: 'dynamodb:PartiQLSelect', resource: `${table('orders')}/index/by-n` }],
  },
  { operation: 'ExecuteStatement', input: { Statement: 'DROP TABLE orders' }, expected: [] },
  {
    operation: 'BatchExecuteStatement',
    input: { Statements: [{ Statement: 'SELECT * FROM orders' }, { Statement: "DELETE FROM stock WHERE id = 'a'" }] },
    expected: [
      { action: 'dynamodb:PartiQLSelect', resource: table('orders') },
      { action: 'dynamodb:PartiQLDelete', resource: table('stock'), ...leading('a') },
    ],
  },
  {
    operation: 'ExecuteTransaction',
    input: {
      TransactStatements: [
        { Statement: "INSERT INTO orders VALUE {'id': 'a'}" },
        { Statement: "UPDATE stock SET n = 1 WHERE id = 'b'" },
      ],
    },
    expected: [
      { action: 'dynamodb:PartiQLInsert', resource: table('orders'), ...leading('a') },
      { action: 'dynamodb:PartiQLUpdate', resource: table('stock'), ...leading('b') },
    ],
  },
  {
    operation: 'DescribeStream',
    input: { StreamArn: stream },
    expected: [{ action: 'dynamodb:DescribeStream', resource: stream }],
  },
  {
    operation: 'GetRecords',
    input: { ShardIterator: `${stream}|1|abc` },
    expected: [{ action: 'dynamodb:GetRecords', resource: stream }],
  },
  {
    operation: 'TagResource',
    input: { ResourceArn: table('orders') },
    expected: [{ action: 'dynamodb:TagResource', resource: table('orders') }],
  },
];

describe('what DynamoDB operations need to be allowed', () => {
  it.each(rows)('$operation of $input', async ({ operation, input, expected }) => {
    expect(await accessOf(operation, input, deps)).toEqual(expected);
  });
});
