import { describe, expect, it } from 'vitest';
import { itemSize } from '#services/dynamodb/values/size.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
describe('size of an item', () => {
  it.each([
    [{ S: 'abc' }, 3],
    [{ S: 'ü漢' }, 5],
    [{ B: 'YWJj' }, 3],
    [{ BOOL: true }, 1],
    [{ NULL: true as const }, 1],
    [{ N: '0' }, 1],
    [{ N: '1' }, 2],
    [{ N: '12' }, 2],
    [{ N: '123' }, 3],
    [{ N: '-1' }, 3],
    [{ N: '1000' }, 2],
    [{ N: '0.01' }, 2],
    [{ SS: ['a', 'bc'] }, 3],
    [{ NS: ['1', '-1'] }, 5],
    [{ BS: ['YQ==', 'YWJj'] }, 4],
    [{ L: [] }, 3],
    [{ L: [{ S: 'abc' }, { S: 'd' }] }, 9],
    [{ M: {} }, 3],
    [{ M: { name: { S: 'abc' } } }, 11],
  ])('of x: %j is one and %d bytes', (x, expected) => {
    expect(itemSize({ x })).toBe(1 + expected);
  });
});
