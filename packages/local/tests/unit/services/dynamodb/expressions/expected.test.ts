import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import { readScan, readWrite } from '#services/dynamodb/expressions/request.ts';
import { item } from '#tests/unit/services/dynamodb/expressions/item.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const [FIVE, SIX] = [{ N: '5' }, { N: '6' }];
const INVALID = 'One or more parameter values were invalid:';
const comparison = (ComparisonOperator: string, ...AttributeValueList: readonly JsonObject[]): JsonObject => ({
  ComparisonOperator,
  AttributeValueList,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.Expected.html */
describe('Expected of an attribute', () => {
  it.each<[string, JsonObject, boolean | string]>([
    ['n', { Value: FIVE }, true],
    ['n', { Value: SIX, Exists: true }, false],
    ['n', { Exists: false }, false],
    ['zz', { Exists: false }, true],
    ['n', { ComparisonOperator: 'EQ', Value: FIVE }, true],
    ['m.x', { ComparisonOperator: 'NULL' }, true],
    ['n', comparison('NOT_NULL'), true],
    ['n', comparison('NE', { S: '5' }), true],
    ['zz', comparison('NE', { S: '5' }), true],
    ['n', comparison('IN', SIX, FIVE), true],
    ['n', comparison('BETWEEN', FIVE, SIX), true],
    ['n', comparison('LT', SIX), true],
    ['n', comparison('GE', SIX), false],
    ['s', comparison('BEGINS_WITH', { S: 'st' }), true],
    ['ss', comparison('CONTAINS', { S: 'a' }), true],
    ['ss', comparison('NOT_CONTAINS', { S: 'x' }), true],
    ['n', comparison('NOT_CONTAINS', { S: '5' }), true],
    ['zz', comparison('NOT_CONTAINS', { S: '5' }), false],
    ['m', comparison('EQ', { M: { x: { N: '1' }, y: { M: { z: { S: 'q' } } } } }), true],
    ['n', {}, `${INVALID} Value must be provided when Exists is null for Attribute: n`],
    ['n', { Exists: true }, `${INVALID} Value must be provided when Exists is true for Attribute: n`],
    ['n', { Exists: false, Value: FIVE }, `${INVALID} Value cannot be used when Exists is false for Attribute: n`],
    [
      'n',
      { ...comparison('EQ', FIVE), Exists: true },
      `${INVALID} Exists and ComparisonOperator cannot be used together for Attribute: n`,
    ],
    [
      'n',
      { ...comparison('EQ', FIVE), Value: FIVE },
      `${INVALID} Value and AttributeValueList cannot be used together for Attribute: n`,
    ],
    [
      'n',
      { AttributeValueList: [FIVE] },
      `${INVALID} AttributeValueList can only be used with a ComparisonOperator for Attribute: n`,
    ],
    [
      'n',
      { ComparisonOperator: 'EQ' },
      `${INVALID} Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: n`,
    ],
    ['n', comparison('EQ', FIVE, FIVE), `${INVALID} Invalid number of argument(s) for the EQ ComparisonOperator`],
    ['n', comparison('NULL', FIVE), `${INVALID} Invalid number of argument(s) for the NULL ComparisonOperator`],
    [
      'n',
      comparison('IN', FIVE, { S: '5' }),
      `${INVALID} AttributeValues inside AttributeValueList must be of same type`,
    ],
    [
      'n',
      comparison('IN', FIVE, { SS: ['a'] }),
      `${INVALID} ComparisonOperator IN is not valid for SS AttributeValue type`,
    ],
    ['n', comparison('LT', { SS: ['a'] }), `${INVALID} ComparisonOperator LT is not valid for SS AttributeValue type`],
    [
      'n',
      comparison('BEGINS_WITH', FIVE),
      `${INVALID} ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type`,
    ],
    [
      'n',
      comparison('BETWEEN', SIX, FIVE),
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    ],
    ['', { Exists: false }, 'Empty attribute name'],
  ])('%s: %j', (name, expected, answer) => {
    const read = () => holds(readWrite({ Expected: { [name]: expected } }, 'PutItem').condition, item);
    expect(outcome(read)).toBe(answer);
  });
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.ConditionalOperator.html */
describe('ConditionalOperator', () => {
  const filter = { n: comparison('EQ', FIVE), s: comparison('NULL') };
  it.each([
    [{}, false],
    [{ ConditionalOperator: 'AND' }, false],
    [{ ConditionalOperator: 'OR' }, true],
    [
      { ConditionalOperator: 'XOR' },
      "1 validation error detected: Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]",
    ],
  ])('%j joins what is asked of two attributes', (operator, answer) => {
    expect(outcome(() => holds(readScan({ ScanFilter: filter, ...operator }).filter, item))).toBe(answer);
  });
});
