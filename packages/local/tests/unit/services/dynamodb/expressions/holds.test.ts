import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import { readWrite } from '#services/dynamodb/expressions/request.ts';
import { item } from '#tests/unit/services/dynamodb/expressions/item.ts';

function isMet(expression: string, v?: Json): boolean {
  const { condition } = readWrite(
    { ConditionExpression: expression, ...(v !== undefined && { ExpressionAttributeValues: { ':v': v } }) },
    'PutItem',
  );
  return holds(condition, item);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
describe('a condition', () => {
  it.each<[string, Json | undefined, boolean]>([
    ['n = :v', { N: '5.0' }, true],
    ['n = :v', { S: '5' }, false],
    ['n <> :v', { S: '5' }, true],
    ['m = :v', { M: { y: { M: { z: { S: 'q' } } }, x: { N: '1.0' } } }, true],
    ['m.y = :v', { M: { z: { S: 'r' } } }, false],
    ['l = :v', { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] }, true],
    ['ss = :v', { SS: ['b', 'a'] }, true],
    ['m in (s, :v)', { M: { x: { N: '1' }, y: { M: { z: { S: 'q' } } } } }, true],
    ['l[1] in (:v)', { S: 'b' }, true],
    ['s in (n, zz, l, :v)', { S: 'str' }, true],
    ['n between :v and m.x', { N: '0' }, false],
    ['m.x between :v and n', { N: '0' }, true],
    ['n > :v', { N: '-7' }, true],
    ['s < :v', { S: 'strange' }, true],
    ['b < :v', { B: 'YWJk' }, true],
    ['begins_with(s, :v)', { S: 'st' }, true],
    ['begins_with(b, :v)', { B: 'YWI=' }, true],
    ['begins_with(n, :v)', { S: '5' }, false],
    ['contains(s, :v)', { S: 'tr' }, true],
    ['contains(s, :v)', { S: '' }, true],
    ['contains(b, :v)', { B: 'Yg==' }, true],
    ['contains(ss, :v)', { S: 'a' }, true],
    ['contains(ss, :v)', { SS: ['a'] }, false],
    ['contains(ns, :v)', { N: '1.0' }, true],
    ['contains(ns, :v)', { S: '1' }, false],
    ['contains(bs, :v)', { B: 'YQ==' }, true],
    ['contains(l, :v)', { S: 'c' }, true],
    ['contains(m, :v)', { S: 'x' }, false],
    ['contains(n, :v)', { N: '5' }, false],
    ['contains(:v, s)', { L: [{ S: 'str' }] }, true],
    ['contains(:v, m)', { L: [{ M: { x: { N: '1' }, y: { M: { z: { S: 'q' } } } } }] }, true],
    ['size(s) = :v', { N: '3' }, true],
    ['size(:v) = n', { S: 'ünfzg' }, true],
    ['size(b) = :v', { N: '3' }, true],
    ['size(l) = :v', { N: '3' }, true],
    ['size(m) = :v', { N: '2' }, true],
    ['size(ss) = :v', { N: '2' }, true],
    ['size(n) = :v', { N: '1' }, false],
    ['size(t) = :v', { N: '1' }, false],
    ['size(zz) < :v', { N: '1' }, false],
    ['attribute_type(nul, :v)', { S: 'NULL' }, true],
    ['attribute_type(zz, :v)', { S: 'S' }, false],
    ['attribute_exists(m.y.z)', undefined, true],
    ['attribute_exists(l[3])', undefined, false],
    ['attribute_exists(toString)', undefined, false],
    ['attribute_not_exists(m.y.z.q)', undefined, true],
    ['not n = :v and s = s2 or attribute_exists(n)', { N: '5' }, true],
    ['not (n = :v or attribute_exists(n))', { N: '5' }, false],
  ])('%s with :v = %j is %s', (expression, v, expected) => {
    expect(isMet(expression, v)).toBe(expected);
  });
});

const names = [...Object.keys(item), 'zz', 'm.q'];
const pairs = names.flatMap((left) => names.filter((right) => right !== left).map((right) => [left, right] as const));

describe('two operands of different types, or of which one is missing', () => {
  // The two texts, id and s, have an order.
  it.each(pairs.filter(([left, right]) => !(['id', 's'].includes(left) && ['id', 's'].includes(right))))(
    '%s and %s are unequal, and neither is before the other',
    (left, right) => {
      for (const comparator of ['=', '<', '<=', '>', '>='])
        expect([comparator, isMet(`${left} ${comparator} ${right}`)]).toEqual([comparator, false]);
      expect(isMet(`${left} <> ${right}`)).toBe(true);
      expect(isMet(`${left} in (${right})`)).toBe(false);
      expect(isMet(`${left} between ${right} and l[7]`)).toBe(false);
    },
  );
});
