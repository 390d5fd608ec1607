import type { Json, JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { recordFilter } from '#services/lambda-mappings/record-filter.ts';

const record = (NewImage: JsonObject, more: JsonObject = {}): JsonObject => ({
  eventName: 'INSERT',
  dynamodb: { Keys: { id: { S: 'a' } }, NewImage },
  ...more,
});

const ofImage = (NewImage: Json) => ({ dynamodb: { NewImage } });

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html */
describe('a filter on records of a stream', () => {
  it.each<[string, JsonObject, JsonObject, boolean]>([
    ['a text', ofImage({ status: { S: ['PLACED'] } }), record({ status: { S: 'PLACED' } }), true],
    ['a number, which is text in a record', ofImage({ n: { N: ['100'] } }), record({ n: { N: '100' } }), true],
    ['a number as a number', ofImage({ n: { N: [100] } }), record({ n: { N: '100' } }), false],
    [
      'numeric, for the same reason',
      ofImage({ n: { N: [{ numeric: ['>', 5] }] } }),
      record({ n: { N: '100' } }),
      false,
    ],
    [
      'numeric, on the size',
      { dynamodb: { SizeBytes: [{ numeric: ['>', 5, '<=', 9] }] } },
      { dynamodb: { SizeBytes: 9 } },
      true,
    ],
    ['a boolean', ofImage({ paid: { BOOL: [true] } }), record({ paid: { BOOL: true } }), true],
    ['a beginning', ofImage({ sku: { S: [{ prefix: '10x15' }] } }), record({ sku: { S: '10x15-matte' } }), true],
    ['an end', ofImage({ sku: { S: [{ suffix: 'matte' }] } }), record({ sku: { S: '10x15-matte' } }), true],
    [
      'in any case',
      ofImage({ sku: { S: [{ 'equals-ignore-case': 'MATTE' }] } }),
      record({ sku: { S: 'matte' } }),
      true,
    ],
    ['anything but', ofImage({ sku: { S: [{ 'anything-but': ['matte'] }] } }), record({ sku: { S: 'matte' } }), false],
    ['an attribute that is there', ofImage({ note: { S: [{ exists: true }] } }), record({ note: { S: '' } }), true],
    ['one that should be there', ofImage({ note: { S: [{ exists: true }] } }), record({ n: { N: '1' } }), false],
    ['one that should not', ofImage({ note: { S: [{ exists: false }] } }), record({ n: { N: '1' } }), true],
    [
      'an attribute without its type: no leaf',
      ofImage({ note: [{ exists: true }] }),
      record({ note: { S: '' } }),
      false,
    ],
    ['an element of a set', ofImage({ tags: { SS: ['b'] } }), record({ tags: { SS: ['a', 'b'] } }), true],
    [
      'an element of a list',
      ofImage({ lines: { L: { M: { n: { N: ['2'] } } } } }),
      record({ lines: { L: [{ M: { n: { N: '2' } } }] } }),
      true,
    ],
    ['a null', ofImage({ gone: { NULL: [true] } }), record({ gone: { NULL: true } }), true],
    [
      'two fields, one of them wrong',
      { eventName: ['MODIFY'], ...ofImage({ a: { S: ['x'] } }) },
      record({ a: { S: 'x' } }),
      false,
    ],
    [
      'either of two fields',
      ofImage({ $or: [{ a: { S: ['x'] } }, { b: { S: ['y'] } }] }),
      record({ b: { S: 'y' } }),
      true,
    ],
    [
      'neither of two fields',
      ofImage({ $or: [{ a: { S: ['x'] } }, { b: { S: ['y'] } }] }),
      record({ b: { S: 'z' } }),
      false,
    ],
    ['no service behind it', { userIdentity: { type: [{ exists: false }] } }, record({}), true],
    ['Time to Live', { userIdentity: { type: ['Service'] } }, record({}, { userIdentity: { type: 'Service' } }), true],
  ])('%s', (_, pattern, given, passes) => {
    expect(recordFilter([JSON.stringify(pattern)])(given)).toBe(passes);
  });

  it('passes what any of several patterns matches, and everything without one', () => {
    const either = recordFilter(['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}']);
    expect(['INSERT', 'REMOVE', 'MODIFY'].map((eventName) => either({ eventName }))).toEqual([true, true, false]);
    expect(recordFilter([])({ eventName: 'MODIFY' })).toBe(true);
  });
});
