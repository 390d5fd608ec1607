import type { Json, JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { project } from '#services/dynamodb/expressions/projection.ts';
import { readGet } from '#services/dynamodb/expressions/request.ts';
import { item } from '#tests/unit/services/dynamodb/expressions/item.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const projected = (input: JsonObject) => {
  const { projection } = readGet(input);
  return projection && project(projection, item);
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html */
describe('a projection', () => {
  it.each<[string, Json]>([
    ['n, zz', { n: { N: '5' } }],
    ['l[2], l[0]', { l: { L: [{ S: 'a' }, { S: 'c' }] } }],
    ['m.y.z, m.x', { m: { M: { x: { N: '1' }, y: { M: { z: { S: 'q' } } } } } }],
    ['m.y.q, l[9], n.a, toString', {}],
    ['n,', 'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","'],
    ['n s', 'Invalid ProjectionExpression: Syntax error; token: "s", near: "n s"'],
    ['size(n)', 'Invalid ProjectionExpression: Syntax error; token: "(", near: "size(n"'],
    ['', 'Invalid ProjectionExpression: The expression can not be empty;'],
    [
      '#n',
      'Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #n',
    ],
    [
      'm, m.x',
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, x]',
    ],
  ])('%s', (expression, expected) => {
    expect(outcome(() => projected({ ProjectionExpression: expression }))).toEqual(expected);
  });

  it.each<[Json, Json]>([
    [['n', 'l[0]'], { n: { N: '5' } }],
    [['n', 'n'], 'One or more parameter values were invalid: Duplicate value in attribute name: n'],
    [
      [],
      "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('of AttributesToGet %j', (names, expected) => {
    expect(outcome(() => projected({ AttributesToGet: names }))).toEqual(expected);
  });
});
