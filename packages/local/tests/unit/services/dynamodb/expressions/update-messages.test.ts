import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { readWrite } from '#services/dynamodb/expressions/request.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const syntax = (token: string, near: string) => `Syntax error; token: "${token}", near: "${near}"`;
const once = (section: string) => `The "${section}" section can only be used once in an update expression;`;
const collide = (how: string, one: string, two: string) =>
  `Two document paths ${how} with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`;
const type = (operator: string, found: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${found}`;
const setType = (operator: string, found: string) =>
  `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${found}, typeSet: ALLOWED_FOR_${operator}_OPERAND`;

/**
 * As AWS's DynamoDB Local answers, which `npm run test:dynamodb-local` compares.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
const rows: readonly (readonly [string, string])[] = [
  ['SET', syntax('<EOF>', 'SET')],
  ['foo a = b', syntax('foo', 'foo a')],
  ['set a = ', syntax('<EOF>', '= ')],
  ['set a = b,', syntax('<EOF>', ',')],
  ['set a = b c = d', syntax('c', 'b c =')],
  ['set a += b', syntax('+', 'a +=')],
  ['set a = b + c + d', syntax('+', 'c + d')],
  ['set a = (b + c) + d', syntax('+', ') + d')],
  ['set a = b - (c - d)', syntax('-', 'c - d')],
  ['set a = -b', syntax('-', '= -b')],
  ['set a = b * c', syntax('*', 'b * c')],
  ['set :n = a', syntax(':n', 'set :n =')],
  ['set (a) = b', syntax('(', 'set (a')],
  ['set and = b', syntax('and', 'set and =')],
  ['remove a, , b', syntax(',', ', , b')],
  ['remove (a)', syntax('(', 'remove (a')],
  ['add a b', syntax('b', 'a b')],
  ['add a 5', syntax('5', 'a 5')],
  ['delete a', syntax('<EOF>', 'a')],
  ['set a = b set c = d', once('SET')],
  ['add a :n remove b add c :n', once('ADD')],
  ['set a = ((b + c))', 'The expression has redundant parentheses;'],
  ['set name = a', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['set a[2147483648] = b', 'List index is not within the allowable range; index: [2147483648]'],
  ['set a = size(b)', 'The function is not allowed in an update expression; function: size'],
  ['set a = IF_NOT_EXISTS(a, b)', 'Invalid function name; function: IF_NOT_EXISTS'],
  [
    'set a = list_append(b, c) + d',
    'The function is not allowed to be used this way in an expression; function: list_append',
  ],
  [
    'set a = if_not_exists(b)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1',
  ],
  [
    'set a = if_not_exists(:n, b)',
    'Operator or function requires a document path; operator or function: if_not_exists',
  ],
  [
    'set a = if_not_exists(b, b)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [b]',
  ],
  ['set a = b + :s', type('+', 'S')],
  ['set a = list_append(b, :n)', type('list_append', 'N')],
  ['add a :s', setType('ADD', 'STRING')],
  ['add a :l', setType('ADD', 'LIST')],
  ['delete a :n', setType('DELETE', 'NUMBER')],
  ['add a :s, b :l', setType('ADD', 'LIST')],
  ['add a :s, a :l', collide('overlap', '[a]', '[a]')],
  ['remove c, a, a, c', collide('overlap', '[a]', '[a]')],
  ['set a = b, a = c', collide('overlap', '[a]', '[a]')],
  ['set a.b = c remove a', collide('overlap', '[a, b]', '[a]')],
  ['remove a[1], a[1].b', collide('overlap', '[a, [1]]', '[a, [1], b]')],
  ['set a.b = c, a[0] = d', collide('conflict', '[a, b]', '[a, [0]]')],
  ['remove a[0].b, a[0][1]', collide('conflict', '[a, [0], b]', '[a, [0], [1]]')],
];

const values: JsonObject = { ':n': { N: '5' }, ':s': { S: 's' }, ':l': { L: [] } };

function read(expression: string) {
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => expression.includes(name)));
  return readWrite(
    { UpdateExpression: expression, ...(Object.keys(given).length > 0 && { ExpressionAttributeValues: given }) },
    'UpdateItem',
  );
}

describe('an update that cannot be', () => {
  it.each(rows)('%s', (expression, message) => {
    expect(outcome(() => read(expression))).toBe(`Invalid UpdateExpression: ${message}`);
  });
});
