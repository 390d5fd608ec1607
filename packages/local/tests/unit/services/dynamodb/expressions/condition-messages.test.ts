import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { readWrite } from '#services/dynamodb/expressions/request.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const syntax = (token: string, near: string) => `Syntax error; token: "${token}", near: "${near}"`;
const function_ = (name: string, how: string) => `The function is not allowed ${how}; function: ${name}`;
const MISUSED = 'to be used this way in an expression';
const same = (operator: string) =>
  `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: [a]`;
const operands = (name: string, count: number) =>
  `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`;
const type = (operator: string, found: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${found}`;
const REDUNDANT = 'The expression has redundant parentheses;';
const TOO_MANY = 'The expression contains too many operators; operator count: 301';
const repeated = (text: string, count: number, by: string) => Array.from({ length: count }, () => text).join(by);

/**
 * As AWS's DynamoDB Local answers, which `npm run test:dynamodb-local` compares.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
const rows: readonly (readonly [string, string])[] = [
  ['', 'The expression can not be empty;'],
  [' ', syntax('<EOF>', ' ')],
  ['a', syntax('<EOF>', 'a')],
  ['a == b', syntax('=', '== b')],
  ['a = b)  c', syntax(')', 'b)  c')],
  ['(a = b', syntax('<EOF>', 'b')],
  ['a = b and', syntax('<EOF>', 'and')],
  ['  = a', syntax('=', '  = a')],
  ['a AND b', syntax('AND', 'a AND b')],
  ['(a) and (b)', syntax('and', ') and (')],
  ['not )', syntax(')', 'not )')],
  ['a in ()', syntax(')', '()')],
  ['a in b', syntax('b', 'in b')],
  ['a between b or c', syntax('or', 'b or c')],
  ['a between b and c and d', syntax('<EOF>', 'd')],
  ['a = b < c', syntax('<', 'b < c')],
  ['(a = b) = c', syntax('=', ') = c')],
  ['a <=> b', syntax('>', '<=> b')],
  ['a != b', syntax('!', 'a !=')],
  ['a = "x y"', syntax('"', '= "x')],
  ['a = 1.5', syntax('1', '= 1.')],
  ['_a = b', syntax('_', '_a')],
  ['a-b = c', syntax('-', 'a-b')],
  ['a[-1] = b', syntax('-', '[-1')],
  ['a[01] = b', syntax('1', '01]')],
  ['a[#x] = b', syntax('#x', '[#x]')],
  ['a[1]b = c', syntax('b', ']b =')],
  ['a..b = c', syntax('.', '..b')],
  ['# = b', syntax('#', '# =')],
  ['a = ü', syntax('ü', '= ü')],
  ['set = a', syntax('set', 'set =')],
  ['size(a b)', syntax('b', 'a b)')],
  ['((a = b))', REDUNDANT],
  ['((a)) = (b)', REDUNDANT],
  ['(a = b) and (((c = d)))', REDUNDANT],
  [`${'('.repeat(2_000)}a = b${')'.repeat(2_000)}`, REDUNDANT],
  ['name = b', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['a.Status = b', 'Attribute name is a reserved keyword; reserved keyword: Status'],
  ['a[99999999999] = b', 'List index is not within the allowable range; index: [99999999999]'],
  [`a${'.a'.repeat(32)} = b`, 'The document path has too many nesting levels; nesting levels: 33'],
  ['foo(a)', 'Invalid function name; function: foo'],
  ['Size(a) = b', 'Invalid function name; function: Size'],
  ['if_not_exists(a, b) = c', function_('if_not_exists', 'in a condition expression')],
  ['size(a)', function_('size', MISUSED)],
  ['attribute_exists(a) = b', function_('attribute_exists', MISUSED)],
  ['a in (contains(b, c))', function_('contains', MISUSED)],
  ['a = a', same('=')],
  ['a between a and :t', type('BETWEEN', 'BOOL')],
  ['a in (b, a)', same('IN')],
  ['a between b and a', same('BETWEEN')],
  ['contains(a, a)', same('contains')],
  ['begins_with(a)', operands('begins_with', 1)],
  ['attribute_exists(a, b)', operands('attribute_exists', 2)],
  ['attribute_exists(:n)', 'Operator or function requires a document path; operator or function: attribute_exists'],
  ['a < :t', type('<', 'BOOL')],
  ['a between :t and b', type('BETWEEN', 'BOOL')],
  ['begins_with(a, :n)', type('begins_with', 'N')],
  ['begins_with(size(a), b)', type('begins_with', 'N')],
  ['size(:n) = b', type('size', 'N')],
  ['attribute_type(a, :n)', type('attribute_type', 'N')],
  ['attribute_type(a, :s)', 'Invalid attribute type name found; type: s, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}'],
  [
    'a between :n and :s',
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {S:s}',
  ],
  [
    'a between :n and :o',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {N:1}',
  ],
  ['#q = b', 'An expression attribute name used in the document path is not defined; attribute name: #q'],
  ['a = :q', 'An expression attribute value used in expression is not defined; attribute value: :q'],
  [repeated('a = b', 151, ' or '), TOO_MANY],
  [`${'not '.repeat(300)}a = b`, TOO_MANY],
  [repeated('size(a) = b', 101, ' or '), TOO_MANY],
  [`a in (${repeated('b', 101, ',')})`, 'The IN operator is provided with too many operands; number of operands: 101'],
  [`a = b${' '.repeat(4_092)}`, 'Expression size has exceeded the maximum allowed size; expression size: 4097'],
];

const values: JsonObject = { n: { N: '5' }, o: { N: '1' }, s: { S: 's' }, t: { BOOL: true } };

function read(expression: string) {
  const used = Object.entries(values).filter(([name]) => expression.includes(`:${name}`));
  const given = Object.fromEntries(used.map(([name, value]) => [`:${name}`, value]));
  return readWrite(
    { ConditionExpression: expression, ...(used.length > 0 && { ExpressionAttributeValues: given }) },
    'PutItem',
  );
}

describe('a condition that cannot be', () => {
  it.each(rows)('%s', (expression, message) => {
    expect(outcome(() => read(expression))).toBe(`Invalid ConditionExpression: ${message}`);
  });
});

describe('a condition that can', () => {
  it.each([
    ['not not a = b'],
    ['a [0] . b = c'],
    ['(a) = (size(b))'],
    ['((a = b) and c = d)'],
    ['a in (b, b)'],
    [':n = :n'],
    [repeated('a = b', 150, ' or ')],
    [`${'not '.repeat(299)}a = b`],
    [`a in (${repeated('b', 100, ',')})`],
    [`a${'.a'.repeat(31)} = b`],
    [`a = b${' '.repeat(4_091)}`],
  ])('%s', (expression) => {
    expect(outcome(() => read(expression))).toHaveProperty('condition');
  });
});
