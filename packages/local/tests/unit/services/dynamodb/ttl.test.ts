import { describe, expect, it } from 'vitest';
import { isExpired } from '#services/dynamodb/ttl.ts';

const now = Date.UTC(2026, 0, 15, 12);
const seconds = now / 1000;

describe('Time to Live', () => {
  it.each([
    ['a second ago', { N: String(seconds - 1) }, true],
    ['now', { N: String(seconds) }, false],
    ['in a second', { N: String(seconds + 1) }, false],
    ['almost five years ago', { N: String(seconds - 5 * 365 * 86_400 + 60) }, true],
    ['more than five years ago: a value in another unit', { N: '1' }, false],
    ['in milliseconds: far ahead', { N: String(now) }, false],
    ['a text', { S: String(seconds - 1) }, false],
    ['nothing', undefined, false],
  ])('of %s', (_, value, expired) => {
    expect(isExpired(value === undefined ? {} : { until: value }, 'until', now)).toBe(expired);
  });
});
