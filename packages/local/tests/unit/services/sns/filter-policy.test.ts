import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { compileFilter, type FilterScope } from '#services/sns/filter-policy.ts';

const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
const keys = (count: number) => Object.fromEntries(names(count).map((name) => [name, ['x']]));

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
describe('a filter policy', () => {
  it.each<[string, FilterScope, Json]>([
    ['five keys', 'MessageAttributes', keys(5)],
    ['150 combinations', 'MessageAttributes', { a: names(15), b: names(10) }],
    ['150 combinations below another name', 'MessageBody', { a: { b: names(75) } }],
    ['a billion', 'MessageAttributes', { a: [{ numeric: ['<=', 1e9] }] }],
    ['anything but a prefix', 'MessageAttributes', { a: [{ 'anything-but': { prefix: 'x' } }] }],
    ['nothing', 'MessageAttributes', {}],
  ])('may have %s', (_, scope, policy) => {
    expect(compileFilter(JSON.stringify(policy), scope)).toBeTypeOf('function');
  });

  it.each<[string, FilterScope, Json]>([
    ['six keys', 'MessageAttributes', keys(6)],
    ['more combinations', 'MessageAttributes', { a: names(15), b: names(11) }],
    ['more combinations below another name', 'MessageBody', { a: { b: names(76) } }],
    ['nested names in attributes', 'MessageAttributes', { a: { b: ['x'] } }],
    ['a number beyond a billion', 'MessageAttributes', { a: [1e9 + 1] }],
    ['a range beyond a billion', 'MessageBody', { a: [{ numeric: ['>', -1e9 - 1] }] }],
    ['anything but a suffix', 'MessageAttributes', { a: [{ 'anything-but': { suffix: 'x' } }] }],
    ['a list', 'MessageAttributes', []],
  ])('may not have %s', (_, scope, policy) => {
    expect(() => compileFilter(JSON.stringify(policy), scope)).toThrow(
      expect.objectContaining({ code: 'InvalidParameter' }),
    );
  });
});
