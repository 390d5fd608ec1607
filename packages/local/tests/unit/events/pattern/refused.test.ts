import type { Json } from '@safelight/asl/json';
import { expect, it } from 'vitest';
import { compilePattern } from '#local/events/pattern/compile.ts';
import { complexityOf, MOST_COMPLEX } from '#local/events/pattern/complexity.ts';
import { subRules } from '#local/events/pattern/sub-rules.ts';
import { syntaxOf } from '#local/events/pattern/syntax.ts';

/** Sentences of AWS's event-ruler 2.1.0, which `npm run test:oracles` compares with. */
it.each<[Json, string]>([
  [[], 'Filter is not an object'],
  [{}, 'Empty objects are not allowed'],
  [{ a: 'x' }, '"a" must be an object or an array'],
  [{ a: [] }, 'Empty arrays are not allowed'],
  [{ a: [['x']] }, 'Match value must be String, number, true, false, or null'],
  [{ a: [{}] }, 'Match expression name not found'],
  [{ a: [{ contains: 'x' }] }, 'Unrecognized match type contains'],
  [{ a: [{ toString: 'x' }] }, 'Unrecognized match type toString'],
  [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'Only one key allowed in match expression'],
  [{ a: [{ 'anything-but': 'x', suffix: 'y' }] }, 'Too many elements in numeric expression'],
  [{ a: [{ prefix: 5 }] }, 'prefix match pattern must be a string'],
  [{ a: [{ cidr: 5 }] }, 'prefix match pattern must be a string'],
  [{ a: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false.'],
  [
    { a: [{ 'anything-but': [] }] },
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  ],
  [
    { a: [{ 'anything-but': ['x', 1] }] },
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  ],
  [{ a: [{ 'anything-but': [true] }] }, 'Inside anything but list, start|null|boolean is not supported.'],
  [{ a: [{ 'anything-but': true }] }, 'Value of anything-but must be an array or single string/number value.'],
  [{ a: [{ 'anything-but': { prefix: '' } }] }, 'Null prefix/suffix not allowed'],
  [{ a: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'Unsupported anything-but pattern: numeric'],
  [{ a: [{ numeric: ['~', 1] }] }, 'Unrecognized numeric range operator: ~'],
  [{ a: [{ numeric: ['=', 'x'] }] }, 'Value of equals must be numeric'],
  [{ a: [{ numeric: ['<', 1, '>', 0] }] }, 'Too many elements in numeric expression'],
  [{ a: [{ numeric: ['>', 5, '<', 5] }] }, 'Bottom must be less than top'],
  [{ a: [{ cidr: '10.0.0.0' }] }, "Malformed CIDR, one '/' required"],
  [{ a: [{ cidr: '10.0.0.0/x' }] }, 'Malformed CIDR, mask bits must be an integer'],
  [{ a: [{ cidr: '10.0.0.0/-1' }] }, 'Malformed CIDR, mask bits must not be negative'],
  [{ a: [{ cidr: '10.0.0.1/32' }] }, 'IPv4 mask bits must be < 32'],
  [{ a: [{ cidr: '::1/128' }] }, 'IPv6 mask bits must be < 128'],
  [{ a: [{ wildcard: 'a**' }] }, 'Consecutive wildcard characters at pos 2'],
  [{ a: [{ wildcard: 'a\\b' }] }, 'Invalid escape character at pos 2'],
  [{ $or: [{ a: ['x'] }] }, 'There must have at least 2 Objects in $or relationship.'],
  [{ $or: { a: ['x'] } }, 'It must be an Array followed with $or.'],
  [{ $or: [{ a: ['x'] }, 5] }, 'Only JSON object is allowed in array of $or relationship.'],
  [{ $or: [{ numeric: ['x'] }, { b: ['y'] }] }, 'numeric is Ruler reserved fieldName which cannot be used inside $or.'],
])('refuses %j: %s', (pattern, reason) => {
  expect(() => compilePattern(pattern)).toThrow(reason);
});

/** What event-ruler's MachineComplexityEvaluator counts. */
it.each<[Json, number]>([
  [{ a: ['x', { prefix: 'y' }] }, 0],
  [{ a: [{ wildcard: '*' }] }, 2],
  [{ a: [{ wildcard: 'a*bc' }] }, 2],
  [{ a: [{ wildcard: '*aaa' }] }, 4],
  [{ a: [{ wildcard: '*a*a*a' }] }, 6],
  [{ a: [{ wildcard: 'a*b*c*d*e*f*g' }] }, 7],
  [{ a: ['.bif', '.tiff', '.tif', '.svs'].map((end) => ({ wildcard: `*${end}` })) }, 8],
  [{ a: [{ 'anything-but': { wildcard: ['*a*b', '*b*a'] } }] }, 5],
  [{ a: [{ wildcard: '*a*a' }], $or: [{ b: ['x'] }, { b: ['y'] }, { c: ['y'] }] }, 10],
  [{ a: ['.bif', '.tiff', '.tif', '.svs'].map((end) => ({ wildcard: `*/datasync/*${end}` })) }, MOST_COMPLEX + 1],
  [{ a: [{ wildcard: '*aaaaaaaaaaaaaa' }] }, MOST_COMPLEX + 1],
])('%j costs %i', (pattern, expected) => {
  expect(complexityOf(subRules(syntaxOf(pattern)))).toBe(expected);
});
