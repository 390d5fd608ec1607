import { describe, expect, it } from 'vitest';
import { cursorOf, keyOf, plainItem } from '#local/console/queries/beside/item-json.ts';
import { keyCondition } from '#local/console/queries/beside/key-condition.ts';

describe('an item as plain JSON', () => {
  it.each([
    [{ S: 'a' }, 'a'],
    [{ N: '1.5' }, 1.5],
    [{ N: '12345678901234567890' }, '12345678901234567890'],
    [{ BOOL: false }, false],
    [{ NULL: true }, null],
    [{ M: { b: { L: [{ N: '1' }, { S: '' }] } } }, { b: [1, ''] }],
    [{ SS: ['a'] }, ['a']],
    [{ NS: ['1', '2'] }, [1, 2]],
    [{ B: Uint8Array.of(255) }, '/w=='],
    [{ BS: [Uint8Array.of(0)] }, ['AA==']],
  ])('%j', (value, plain) => {
    expect(plainItem({ a: value })).toEqual({ a: plain });
  });

  it('goes on behind a key, whose bytes stay bytes', () => {
    const key = { id: { B: Uint8Array.of(1, 2) }, at: { N: '7' } };
    expect(keyOf(cursorOf(key))).toEqual(key);
  });
});

describe('items by key', () => {
  const id = { name: 'id', type: 'S' } as const;
  it.each([
    ['of a partition', [id], '', '#hash = :hash', { ':hash': { S: 'a' } }],
    [
      'whose sort key begins so',
      [id, { name: 'at', type: 'S' }],
      '2026',
      '#hash = :hash AND begins_with(#sort, :sort)',
      { ':hash': { S: 'a' }, ':sort': { S: '2026' } },
    ],
    [
      'whose sort key is this number',
      [id, { name: 'at', type: 'N' }],
      '7',
      '#hash = :hash AND #sort = :sort',
      { ':hash': { S: 'a' }, ':sort': { N: '7' } },
    ],
    ['of a table without a sort key', [id], '7', '#hash = :hash', { ':hash': { S: 'a' } }],
  ] as const)('%s', (_name, key, sort, KeyConditionExpression, ExpressionAttributeValues) => {
    expect(keyCondition(key, 'a', sort)).toMatchObject({ KeyConditionExpression, ExpressionAttributeValues });
  });
});
