import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { readGet, readQuery, readScan, readWrite } from '#services/dynamodb/expressions/request.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const mixed = (old: string, now: string) =>
  `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${old}} Expression parameters: {${now}}`;
const N1 = { N: '1' };
const one = { ':v': N1 };
const eq = { ComparisonOperator: 'EQ', AttributeValueList: [N1] };

const put = (input: JsonObject) => readWrite(input, 'PutItem');
const update = (input: JsonObject) => readWrite(input, 'UpdateItem');

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html */
describe('parameters that cannot stand together', () => {
  it.each<[(input: JsonObject) => unknown, JsonObject, string]>([
    [put, { ConditionExpression: 'a = b', Expected: {} }, mixed('Expected', 'ConditionExpression')],
    [
      put,
      { ConditionExpression: 'a = b', ConditionalOperator: 'AND' },
      mixed('ConditionalOperator', 'ConditionExpression'),
    ],
    [update, { ConditionExpression: 'a = b', AttributeUpdates: {} }, mixed('AttributeUpdates', 'ConditionExpression')],
    [
      update,
      { UpdateExpression: 'remove b', Expected: {}, AttributeUpdates: {} },
      mixed('AttributeUpdates, Expected', 'UpdateExpression'),
    ],
    [readGet, { ProjectionExpression: 'b', AttributesToGet: ['b'] }, mixed('AttributesToGet', 'ProjectionExpression')],
    [
      readQuery,
      { KeyConditionExpression: 'a = b', KeyConditions: {} },
      mixed('KeyConditions', 'KeyConditionExpression'),
    ],
    [readScan, { FilterExpression: 'a = b', ScanFilter: { a: eq } }, mixed('ScanFilter', 'FilterExpression')],
    [
      put,
      { ExpressionAttributeNames: { '#a': 'a' } },
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      put,
      { ExpressionAttributeValues: one },
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
    ],
    [
      update,
      { ExpressionAttributeValues: one },
      'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null',
    ],
    [
      readScan,
      { ProjectionExpression: 'a', ExpressionAttributeValues: one },
      'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
    ],
    [put, { ConditionalOperator: 'AND' }, 'ConditionalOperator cannot be used without Filter or Expected'],
    [
      readScan,
      { ScanFilter: { a: eq }, ConditionalOperator: 'OR' },
      'ConditionalOperator can only be used when Filter or Expected has two or more elements',
    ],
  ])('%#', (read, input, expected) => {
    expect(outcome(() => read(input))).toBe(expected);
  });

  it('do not include KeyConditions beside a FilterExpression', () => {
    const input = { KeyConditions: { id: eq }, FilterExpression: 'a = b' };
    expect(readQuery(input)).toMatchObject({ keyCondition: [{ attribute: 'id', operator: '=', values: [N1] }] });
  });
});

const condition = { ConditionExpression: '#a = :v' };
const names = { '#a': 'a' };

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html */
describe('names and values of expressions', () => {
  it.each<[JsonObject, JsonObject, string]>([
    [{}, one, 'ExpressionAttributeNames must not be empty'],
    [names, {}, 'ExpressionAttributeValues must not be empty'],
    [{ a: 'a' }, one, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
    [{ '#a-b': 'a' }, one, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b"'],
    [{ '#a': '' }, one, 'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a'],
    [names, { v: N1 }, 'ExpressionAttributeValues contains invalid key: Syntax error; key: "v"'],
    [
      names,
      { ':v': {} },
      'ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :v',
    ],
    [
      { '#a': 'a', '#b': 'b', '#c': 'b' },
      one,
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#b, #c}',
    ],
    [names, { ':v': N1, ':w': N1 }, 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}'],
  ])('%j %j', (given, values, expected) => {
    const input = { ...condition, ExpressionAttributeNames: given, ExpressionAttributeValues: values };
    expect(outcome(() => put(input))).toBe(expected);
  });

  it('may be used by any expression of the request', () => {
    const input = { UpdateExpression: 'remove #b', ...condition, ExpressionAttributeNames: { ...names, '#b': 'b' } };
    expect(update({ ...input, ExpressionAttributeValues: one })).toHaveProperty('condition');
  });

  it('are passed over where an operation has no values', () => {
    expect(readGet({ ProjectionExpression: 'a', ExpressionAttributeValues: { ':v': {} } })).toHaveProperty(
      'projection',
    );
  });

  it('are other ones in the next request with the same expression', () => {
    const asked = [{ N: '1' }, { S: 'x' }].map((value) =>
      put({ ...condition, ExpressionAttributeNames: names, ExpressionAttributeValues: { ':v': value } }),
    );
    expect(asked).toMatchObject([
      { condition: { right: { value: { N: '1' } } } },
      { condition: { right: { value: { S: 'x' } } } },
    ]);
  });
});
