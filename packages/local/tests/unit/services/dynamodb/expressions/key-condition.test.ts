import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { refuseKeysInFilter } from '#services/dynamodb/expressions/keys/key-filters.ts';
import { type KeyAttributes, resolveKeyCondition } from '#services/dynamodb/expressions/keys/key-range.ts';
import { readQuery } from '#services/dynamodb/expressions/request.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const hash = [{ name: 'id', type: 'S' }] as const;
const table: KeyAttributes = { hash, range: [{ name: 'r', type: 'S' }] };
const alone: KeyAttributes = { hash, range: [] };
const several: KeyAttributes = {
  hash: [
    { name: 'id', type: 'S' },
    { name: 'place', type: 'S' },
  ],
  range: [
    { name: 'round', type: 'N' },
    { name: 'bracket', type: 'S' },
    { name: 'r', type: 'S' },
  ],
};

const values: JsonObject = {
  ':v': { S: 'v' },
  ':w': { S: 'w' },
  ':n': { N: '1' },
  ':e': { S: '' },
  ':long': { S: 'x'.repeat(2_049) },
};

function resolve(expression: string, keys: KeyAttributes) {
  const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(expression));
  const given = used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) };
  const { keyCondition = [] } = readQuery({ KeyConditionExpression: expression, ...given });
  return resolveKeyCondition(keyCondition, keys);
}

const [V, W, N] = [{ S: 'v' }, { S: 'w' }, { N: '1' }];
const operator = (name: string) => `Invalid operator used in KeyConditionExpression: ${name}`;
const condition = (what: string) => `Invalid condition in KeyConditionExpression: ${what}`;
const TYPE = 'One or more parameter values were invalid: Condition parameter type does not match schema type';
const NOT_SUPPORTED = 'Query key condition not supported';
const missed = (name: string) => `Query condition missed key schema element: ${name}`;
const ONE_EACH = 'KeyConditionExpressions must only contain one condition per key';
const scalars = (name: string) =>
  `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${name}`;
const empty = (name: string) =>
  `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html */
describe('a key condition', () => {
  it.each<[string, unknown]>([
    ['id = :v', { hash: [V], equal: [] }],
    [':v = id and :w < r', { hash: [V], equal: [], last: { operator: '>', values: [W] } }],
    ['r = :w and id = :v', { hash: [V], equal: [W] }],
    ['(id = :v) and (r between :v and :w)', { hash: [V], equal: [], last: { operator: 'BETWEEN', values: [V, W] } }],
    ['id = :v and begins_with(r, :w)', { hash: [V], equal: [], last: { operator: 'begins_with', values: [W] } }],
    ['id < :v', NOT_SUPPORTED],
    ['begins_with(id, :v)', NOT_SUPPORTED],
    ['r = :w', missed('id')],
    ['id = :v and x = :w', missed('r')],
    ['id = :v and r = :w and x = :v', 'Conditions can be of length 1 or 2 only'],
    ['id = :v or r = :w', operator('OR')],
    ['not id = :v', operator('NOT')],
    ['id = :v and r <> :w', operator('<>')],
    ['id = :v and r in (:w)', operator('IN')],
    ['id = :v and contains(r, :w)', operator('contains')],
    ['id = :v and attribute_exists(r)', operator('attribute_exists')],
    ['id = :v and size(r) = :n', 'KeyConditionExpressions cannot contain nested operations'],
    ['id = :v and r > :w and r < :v', ONE_EACH],
    ['id = :v and id = :w', ONE_EACH],
    ['id = r', condition('Multiple attribute names used in one condition')],
    ['id = :v and :v = :w', condition('No key attribute specified')],
    [
      'id = :v and begins_with(:w, r)',
      condition('begins_with operator must have the key attribute as its first operand'),
    ],
    ['id = :v and :w between :v and r', condition('BETWEEN operator must have the key attribute as its first operand')],
    ['id.a = :v', scalars('id')],
    ['id = :v and r[0] = :w', scalars('r')],
    ['id = :n', TYPE],
    ['id = :v and r > :n', TYPE],
    ['id = :e', empty('id')],
    ['id = :v and begins_with(r, :e)', empty('r')],
    [
      'id = :long',
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
    [
      'id = :v and r < :long',
      'One or more parameter values were invalid: Size of rangekey has exceeded the maximum size limit of1024 bytes',
    ],
  ])('%s', (expression, expected) => {
    expect(outcome(() => resolve(expression, table))).toEqual(expected);
  });

  it('has nothing to say of a sort key that a table has not', () => {
    expect(outcome(() => resolve('id = :v and r = :w', alone))).toBe(NOT_SUPPORTED);
  });
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html */
describe('a key condition on keys of several attributes', () => {
  const both = 'id = :v and place = :w';
  it.each<[string, unknown]>([
    [both, { hash: [V, W], equal: [] }],
    [`${both} and round = :n and bracket = :v`, { hash: [V, W], equal: [N, V] }],
    [`${both} and round = :n and bracket > :v`, { hash: [V, W], equal: [N], last: { operator: '>', values: [V] } }],
    [
      `${both} and round = :n and bracket = :v and begins_with(r, :w)`,
      { hash: [V, W], equal: [N, V], last: { operator: 'begins_with', values: [W] } },
    ],
    ['id = :v', missed('place')],
    ['id = :v and place > :w', NOT_SUPPORTED],
    [`${both} and bracket = :v`, missed('round')],
    [`${both} and round = :n and r = :v`, missed('bracket')],
    [`${both} and round > :n and bracket = :v`, NOT_SUPPORTED],
    [`${both} and round = :n and bracket = :v and x = :v`, missed('r')],
  ])('%s', (expression, expected) => {
    expect(outcome(() => resolve(expression, several))).toEqual(expected);
  });
});

const comparison = (ComparisonOperator: string, ...AttributeValueList: readonly JsonObject[]): JsonObject => ({
  ComparisonOperator,
  AttributeValueList,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.KeyConditions.html */
describe('KeyConditions', () => {
  it.each<[JsonObject, unknown]>([
    [
      { id: comparison('EQ', V), r: comparison('GE', W) },
      { hash: [V], equal: [], last: { operator: '>=', values: [W] } },
    ],
    [
      { id: comparison('EQ', V), r: comparison('CONTAINS', W) },
      'Attempted conditional constraint is not an indexable operation',
    ],
    [{ id: comparison('GT', V) }, NOT_SUPPORTED],
    [{}, 'Conditions can be of length 1 or 2 only'],
    [
      { id: comparison('EQ') },
      'One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator',
    ],
    [
      { id: comparison('EQ', V), r: comparison('BETWEEN', W, V) },
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    ],
  ])('%j', (KeyConditions, expected) => {
    const read = () => resolveKeyCondition(readQuery({ KeyConditions }).keyCondition ?? [], table);
    expect(outcome(read)).toEqual(expected);
  });
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.FilterExpression.html */
describe('the filter of a query', () => {
  it.each<[JsonObject, unknown]>([
    [{ FilterExpression: 'x = y' }, undefined],
    [
      { FilterExpression: 'x = y and size(r) = x' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: r',
    ],
    [
      { QueryFilter: { id: comparison('NULL') } },
      'QueryFilter can only contain non-primary key attributes: Primary key attribute: id',
    ],
  ])('%j', (input, expected) => {
    expect(outcome(() => refuseKeysInFilter(input, readQuery(input), ['id', 'r']))).toBe(expected);
  });
});
