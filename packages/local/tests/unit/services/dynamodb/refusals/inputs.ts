import type { JsonObject } from '@safelight/asl/json';

export const TableName = 'orders';
export const H = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
export const R = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
export const definitions = (...names: readonly string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: AttributeName.startsWith('n') ? 'N' : 'S' }));
export const byRequest = { BillingMode: 'PAY_PER_REQUEST' };
export const index = (IndexName: string, KeySchema: readonly JsonObject[], Projection: JsonObject): JsonObject => ({
  ...{ IndexName, KeySchema, Projection },
});

export const S = (value: string) => ({ S: value });
export const key = { p: S('a'), s: S('1') };
export const values = (more: JsonObject) => ({ ExpressionAttributeValues: more });
export const inPartition = { KeyConditionExpression: 'p = :p', ...values({ ':p': S('a') }) };
export const inIndex = { IndexName: 'keys', KeyConditionExpression: 'g = :g', ...values({ ':g': S('g') }) };
export const newTable = {
  ...byRequest,
  TableName: 'another',
  KeySchema: [H('p')],
  AttributeDefinitions: definitions('p'),
};
export const get = (Key: JsonObject) => ({ Get: { TableName, Key } });
export const update = (UpdateExpression: string, value: JsonObject) => ({
  Key: key,
  UpdateExpression,
  ...values({ ':v': value }),
});

/** An input that an operation refuses, and the sentence. */
export type Row = readonly [operation: string, input: JsonObject, message: string];
