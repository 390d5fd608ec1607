import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';
import { compareScalars, sameValue } from '#services/dynamodb/values/compare.ts';

const document: AttributeValue = { M: { a: { L: [{ N: '1' }, { SS: ['x', 'y'] }] }, b: { NULL: true } } };
const otherOrder: AttributeValue = { M: { b: { NULL: true }, a: { L: [{ N: '1' }, { SS: ['y', 'x'] }] } } };

describe('same value', () => {
  it.each<[AttributeValue, AttributeValue, boolean]>([
    [{ S: '1' }, { N: '1' }, false],
    [{ S: 'YQ==' }, { B: 'YQ==' }, false],
    [{ SS: ['1'] }, { NS: ['1'] }, false],
    [{ SS: ['a', 'b'] }, { SS: ['b', 'a'] }, true],
    [{ SS: ['a', 'b'] }, { SS: ['a'] }, false],
    [{ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }, false],
    [{ L: [] }, { M: {} }, false],
    [{ BOOL: false }, { BOOL: true }, false],
    [{ NULL: true }, { NULL: true }, true],
    [{ M: { a: { S: 'x' } } }, { M: { b: { S: 'x' } } }, false],
    [{ M: {} }, { M: { constructor: { S: 'x' } } }, false],
    [document, otherOrder, true],
  ])('%j and %j: %s', (left, right, expected) => {
    expect(sameValue(left, right)).toBe(expected);
    expect(sameValue(right, left)).toBe(expected);
  });
});

describe('order of scalars', () => {
  it.each<[AttributeValue, AttributeValue, number | undefined]>([
    [{ N: '9' }, { N: '10' }, -1],
    [{ S: '9' }, { S: '10' }, 1],
    [{ S: 'a' }, { S: 'B' }, 1],
    [{ S: '\ufffd' }, { S: '\u{1f600}' }, -1],
    [{ B: 'gA==' }, { B: 'fw==' }, 1],
    [{ S: 'a' }, { S: 'a' }, 0],
    [{ S: '1' }, { N: '1' }, undefined],
    [{ BOOL: true }, { BOOL: false }, undefined],
    [{ SS: ['a'] }, { SS: ['b'] }, undefined],
  ])('%j and %j: %s', (left, right, expected) => {
    const order = compareScalars(left, right);
    expect(order === undefined ? undefined : Math.sign(order)).toBe(expected);
  });
});
