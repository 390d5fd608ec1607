import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { parseAttributeValue, parseItem } from '#services/dynamodb/values/parse.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const nested = (levels: number, kind: 'L' | 'M', leaf: Json): Json => {
  let value = leaf;
  for (let level = 0; level < levels; level++) value = kind === 'L' ? { L: [value] } : { M: { a: value } };
  return value;
};

const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
const INVALID = 'One or more parameter values were invalid:';
const NESTED =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
const rows: readonly (readonly [Json, unknown])[] = [
  [{ S: '' }, { S: '' }],
  [{ N: '1.50' }, { N: '1.5' }],
  [{ B: '' }, { B: '' }],
  [{ B: 'YQ==' }, { B: 'YQ==' }],
  [{ BOOL: 'true' }, { BOOL: true }],
  [{ NULL: true }, { NULL: true }],
  [{ NS: ['1.0', '2'] }, { NS: ['1', '2'] }],
  [{ SS: ['', 'a'] }, { SS: ['', 'a'] }],
  [{ S: 'a', N: null }, { S: 'a' }],
  [{ M: { a: { L: [{ N: '01' }] } } }, { M: { a: { L: [{ N: '1' }] } } }],
  [nested(31, 'M', { S: 'leaf' }), nested(31, 'M', { S: 'leaf' })],
  [nested(30, 'L', { L: [] }), nested(30, 'L', { L: [] })],
  [nested(32, 'M', { S: 'leaf' }), NESTED],
  [nested(31, 'L', { L: [] }), NESTED],
  [{}, EMPTY],
  [{ Q: 'x' }, EMPTY],
  [{ S: null }, EMPTY],
  [null, EMPTY],
  [{ L: [null] }, EMPTY],
  [
    { S: 'a', N: '1' },
    `Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes`,
  ],
  [{ NULL: false }, `${INVALID} Null attribute value types must have the value of true`],
  [{ SS: [] }, `${INVALID} An string set  may not be empty`],
  [{ NS: [] }, `${INVALID} An number set  may not be empty`],
  [{ BS: [] }, `${INVALID} Binary sets should not be empty`],
  [{ SS: ['a', 'a'] }, `${INVALID} Input collection [a, a] contains duplicates.`],
  [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
  [{ BS: ['YQ==', 'YQ=='] }, `${INVALID} Input collection [YQ==, YQ==]of type BS contains duplicates.`],
  [{ SS: [null] }, `${INVALID} An string set may not have a null string as a member`],
  [{ M: { '': { S: 'a' } } }, 'Empty attribute name'],
  [{ S: 1 }, 'NUMBER_VALUE cannot be converted to String'],
  [{ N: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
  [{ S: true }, 'TRUE_VALUE cannot be converted to String'],
  [{ S: {} }, 'Start of structure or map found where not expected'],
  [{ S: [] }, 'Unrecognized collection type class java.lang.String'],
  [{ BOOL: 1 }, 'NUMBER_VALUE cannot be converted to Boolean'],
  [{ B: 'YQ' }, 'Base64 encoded length is expected a multiple of 4 bytes but found: 2'],
  [{ B: 'YR==' }, 'Invalid last non-pad Base64 character dectected'],
  [{ SS: 'a' }, 'Unexpected field type'],
  [{ L: {} }, 'Start of structure or map found where not expected'],
  ['x', 'Unexpected value type in payload'],
  [[], 'Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue'],
];

describe('attribute values', () => {
  it.each(rows)('%j', (json, expected) => {
    expect(outcome(() => parseAttributeValue(json))).toEqual(expected);
  });
});

describe('items', () => {
  it('have names like any other that JavaScript has members of', () => {
    const json: Json = JSON.parse('{"__proto__": {"S": "a"}, "constructor": {"S": "b"}}');
    expect(Object.entries(parseItem(json))).toEqual([
      ['__proto__', { S: 'a' }],
      ['constructor', { S: 'b' }],
    ]);
  });

  it.each([
    ['', 'Empty attribute name'],
    ['ü'.repeat(32_768), 'Attribute name is too large, must be less than 65536 bytes'],
  ])('refuse a name that cannot be (%#)', (name, expected) => {
    expect(outcome(() => parseItem({ [name]: { S: 'a' } }))).toBe(expected);
  });

  it('take a name of 65,535 bytes', () => {
    expect(Object.keys(parseItem({ ['a'.repeat(65_535)]: { S: 'a' } }))).toHaveLength(1);
  });
});
