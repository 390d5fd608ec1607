import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExpressionParser, rememberParsed } from '#services/dynamodb/parsed-expressions.ts';
import { createTable, type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

describe('a parser that remembers', () => {
  function counting() {
    const parsed: string[] = [];
    const parser: ExpressionParser = {
      parse(expression, { context: { attrVals = {}, unusedAttrVals } }) {
        parsed.push(expression);
        delete unusedAttrVals[':a'];
        return expression === 'wrong' ? 'Syntax error' : { section: { path: ['n'], val: attrVals[':a'] } };
      },
    };
    rememberParsed(parser);
    const parse = (expression: string, attrVals: Readonly<Record<string, JsonObject>>) => {
      const unusedAttrVals = Object.fromEntries(Object.keys(attrVals).map((name) => [name, true as const]));
      return {
        result: parser.parse(expression, { context: { attrVals, unusedAttrNames: {}, unusedAttrVals } }),
        unusedAttrVals,
      };
    };
    return { parsed, parse };
  }

  it('parses an expression once, and puts in the values of each call', () => {
    const { parsed, parse } = counting();
    const results = ['1', '2'].map((N) => parse('SET n = :a', { ':a': { N }, ':b': { S: 'x' } }));
    expect(results).toEqual([
      { result: { section: { path: ['n'], val: { N: '1' } } }, unusedAttrVals: { ':b': true } },
      { result: { section: { path: ['n'], val: { N: '2' } } }, unusedAttrVals: { ':b': true } },
    ]);
    expect(parsed).toHaveLength(1);
  });

  it('gives each call a copy of its own to write to', () => {
    const { parse } = counting();
    const first = parse('SET n = :a', { ':a': { N: '1' } }).result as { section: { val: unknown } };
    first.section.val = 'changed';
    expect(parse('SET n = :a', { ':a': { N: '1' } }).result).toEqual({ section: { path: ['n'], val: { N: '1' } } });
  });

  it.each([
    ['values of other types', 'SET n = :a', 'SET n = :a', { ':a': { S: '1' } }],
    ['another expression', 'SET n = :a', 'SET m = :a', { ':a': { N: '1' } }],
    ['a mistake', 'wrong', 'wrong', { ':a': { N: '1' } }],
    ['what is checked by its values', 'n BETWEEN :a AND :a', 'n BETWEEN :a AND :a', { ':a': { N: '1' } }],
  ])('parses anew: %s', (_, before, after, values) => {
    const { parsed, parse } = counting();
    parse(before, { ':a': { N: '1' } });
    parse(after, values);
    expect(parsed).toEqual([before, after]);
  });
});

describe('the operations on remembered expressions', () => {
  let test: TestBackend;

  beforeEach(async () => {
    test = await testBackend();
    await createTable(test, 'stock');
  });

  afterEach(() => test.backend.close());

  const take = (sheets: number, more: JsonObject = {}) =>
    test.call('UpdateItem', {
      TableName: 'stock',
      Key: { id: { S: 'matte' } },
      UpdateExpression:
        'SET #free = if_not_exists(#free, :start) - :sheets, seen = list_append(if_not_exists(seen, :none), :last)',
      ConditionExpression: 'attribute_not_exists(#free) OR (#free >= :sheets AND NOT (#free = :limit))',
      ExpressionAttributeNames: { '#free': 'free', ...more },
      ExpressionAttributeValues: {
        ':start': { N: '10' },
        ':sheets': { N: String(sheets) },
        ':limit': { N: '1' },
        ':none': { L: [] },
        ':last': { L: [{ N: String(sheets) }] },
      },
      ReturnValues: 'ALL_NEW',
    });

  it('work with the values of each call', async () => {
    await take(3);
    await take(4);
    const { Attributes } = await take(2);
    expect(Attributes).toMatchObject({ free: { N: '1' }, seen: { L: [{ N: '3' }, { N: '4' }, { N: '2' }] } });
    await expect(take(1)).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' });
  });

  it('still refuse a name that is not used', async () => {
    await take(1);
    const unused = 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#other}';
    for (const _ of [1, 2]) await expect(take(1, { '#other': 'other' })).rejects.toThrow(unused);
  });
});
