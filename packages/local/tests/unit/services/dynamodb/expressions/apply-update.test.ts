import type { Json, JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { pick } from '#services/dynamodb/expressions/projection.ts';
import { readWrite } from '#services/dynamodb/expressions/request.ts';
import { applyUpdate } from '#services/dynamodb/expressions/update/apply-update.ts';
import { assertNoKeys, NO_UPDATE } from '#services/dynamodb/expressions/update/update.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { item } from '#tests/unit/services/dynamodb/expressions/item.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const key: Item = { id: { S: 'i' } };

function update(input: JsonObject, before = item) {
  const { update: read = NO_UPDATE } = readWrite(input, 'UpdateItem');
  assertNoKeys(read, ['id']);
  const { item: after, touched } = applyUpdate(read, before, key);
  return { after, old: pick(before, touched), updated: pick(after, touched) };
}

const expression = (text: string, v?: Json): JsonObject => ({
  UpdateExpression: text,
  ...(v !== undefined && { ExpressionAttributeValues: { ':v': v } }),
});

/** Attributes that became others; null where one is gone. */
function changes(after: Item): JsonObject {
  const names = new Set([...Object.keys(item), ...Object.keys(after)]);
  const changed = [...names].filter((name) => JSON.stringify(after[name]) !== JSON.stringify(item[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

const MISMATCH = 'An operand in the update expression has an incorrect data type';
const NO_PATH = 'The document path provided in the update expression is invalid for update';
const NO_ATTRIBUTE = 'The provided expression refers to an attribute that does not exist in the item';
const KEY = 'One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key';
const N1 = { N: '1' };
const texts = (...all: readonly string[]) => ({ L: all.map((S) => ({ S })) });

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
describe('an update expression', () => {
  it.each<[string, Json | undefined, Json]>([
    ['set a = n + :v', N1, { a: { N: '6' } }],
    ['set a = (n - :v)', N1, { a: { N: '4' } }],
    ['set n = n + n', undefined, { n: { N: '10' } }],
    ['set a = if_not_exists(a, :v), n = if_not_exists(n, :v)', N1, { a: N1 }],
    ['set a = if_not_exists(q, n) + if_not_exists(q, :v)', N1, { a: { N: '6' } }],
    ['set a = list_append(l, :v)', texts('d'), { a: texts('a', 'b', 'c', 'd') }],
    ['set a = list_append(if_not_exists(q, :v), l)', texts('d'), { a: texts('d', 'a', 'b', 'c') }],
    [
      'set prev = m, m.x = :v',
      { N: '9' },
      { prev: item.m ?? null, m: { M: { x: { N: '9' }, y: { M: { z: { S: 'q' } } } } } },
    ],
    ['add n :v set a = n', N1, { n: { N: '6' }, a: { N: '5' } }],
    ['set l[0] = l[1], l[1] = l[0]', undefined, { l: texts('b', 'a', 'c') }],
    ['remove l[0], l[1]', undefined, { l: texts('c') }],
    ['remove l[1] set l[3] = s', undefined, { l: texts('a', 'c', 'str') }],
    ['set l[7] = s, l[5] = m.y.z', undefined, { l: texts('a', 'b', 'c', 'q', 'str') }],
    ['remove l[9], q, m.q', undefined, {}],
    ['remove m.y.z', undefined, { m: { M: { x: N1, y: { M: {} } } } }],
    ['remove n set a = :v', N1, { a: N1, n: null }],
    ['add q :v', N1, { q: N1 }],
    ['add m.q :v', { SS: ['x'] }, { m: { M: { x: N1, y: { M: { z: { S: 'q' } } }, q: { SS: ['x'] } } } }],
    ['add l[7] :v', N1, { l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, N1] } }],
    ['add ss :v', { SS: ['c', 'a'] }, { ss: { SS: ['a', 'b', 'c'] } }],
    ['add ns :v', { NS: ['2.0', '3'] }, { ns: { NS: ['1', '2', '3'] } }],
    ['delete ss :v', { SS: ['a', 'x'] }, { ss: { SS: ['b'] } }],
    ['delete ss :v', { SS: ['b', 'a'] }, { ss: null }],
    ['delete q :v', { SS: ['a'] }, {}],
    [
      'set n = n + :v',
      { N: '0.12345678901234567890123456789012345678' },
      'Attempting to store more than 38 significant digits in a Number',
    ],
    ['set a = s + :v', N1, MISMATCH],
    ['set a = list_append(n, l)', undefined, MISMATCH],
    ['add s :v', N1, MISMATCH],
    ['add ss :v', { NS: ['1'] }, MISMATCH],
    ['delete l :v', { SS: ['a'] }, MISMATCH],
    ['set a = q', undefined, NO_ATTRIBUTE],
    ['set a = :v, q = a', N1, NO_ATTRIBUTE],
    ['set a = if_not_exists(n, q)', undefined, NO_ATTRIBUTE],
    ['set a = q add m.a.b :v', N1, NO_PATH],
    ['set a = l[7]', undefined, NO_ATTRIBUTE],
    ['add c :v set q = c', N1, NO_ATTRIBUTE],
    ['set m.q.r = :v', N1, NO_PATH],
    ['set n.a = :v', N1, NO_PATH],
    ['set l.a = :v', N1, NO_PATH],
    ['set m[0] = :v', N1, NO_PATH],
    ['set l[7].a = :v', N1, NO_PATH],
    ['remove q.a', undefined, NO_PATH],
    ['remove m[0]', undefined, NO_PATH],
    ['delete m.y.q.z :v', { SS: ['q'] }, NO_PATH],
    ['set id = :v', N1, KEY],
    ['remove id.a', undefined, KEY],
  ])('%s with :v = %j', (text, v, expected) => {
    const made = outcome(() => changes(update(expression(text, v)).after));
    if (typeof expected === 'string') expect(made).toBe(expected);
    else expect(made).toStrictEqual(expected);
  });

  it('makes an item of the key where there is none', () => {
    expect(applyUpdate(NO_UPDATE, undefined, key).item).toEqual(key);
  });

  it('refuses to nest deeper than 32 levels', () => {
    let deep: Json = { M: {} };
    for (let level = 0; level < 30; level++) deep = { M: { a: deep } };
    const { after } = update(expression('set d = :v', deep));
    const into = `set d${'.a'.repeat(31)} = :v`;
    expect(outcome(() => update(expression(into, { M: {} }), after))).toBe(
      'Nesting Levels have exceeded supported limits',
    );
    expect(outcome(() => update(expression(into, { S: 'leaf' }), after))).toHaveProperty('after');
  });
});

/** `UPDATED_OLD` and `UPDATED_NEW` have what the paths lead to. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
describe('what an update touched', () => {
  it.each<[string, Json | undefined, Json | undefined]>([
    ['set n = m.x', { n: { N: '5' } }, { n: N1 }],
    ['set a = n', undefined, { a: { N: '5' } }],
    ['set m.x = n', { m: { M: { x: N1 } } }, { m: { M: { x: { N: '5' } } } }],
    [
      'set m.q = n, m.y.z = n',
      { m: { M: { y: { M: { z: { S: 'q' } } } } } },
      { m: { M: { q: { N: '5' }, y: { M: { z: { N: '5' } } } } } },
    ],
    ['set l[2] = n, l[0] = s', { l: texts('a', 'c') }, { l: { L: [{ S: 'str' }, { N: '5' }] } }],
    ['remove n', { n: { N: '5' } }, undefined],
    ['remove m.x', { m: { M: { x: N1 } } }, undefined],
    ['remove q, m.q, l[9]', undefined, undefined],
  ])('%s: %j before, %j after', (text, old, updated) => {
    expect(update(expression(text))).toMatchObject({ old, updated });
  });
});

const legacy = (name: string, action: JsonObject): JsonObject => ({ AttributeUpdates: { [name]: action } });
const INVALID = 'One or more parameter values were invalid:';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html */
describe('AttributeUpdates', () => {
  it.each<[string, JsonObject, Json]>([
    ['n', { Value: N1 }, { n: N1 }],
    ['n', { Action: 'ADD', Value: { N: '7' } }, { n: { N: '12' } }],
    ['q', { Action: 'ADD', Value: { N: '7' } }, { q: { N: '7' } }],
    ['l', { Action: 'ADD', Value: texts('d') }, { l: texts('a', 'b', 'c', 'd') }],
    ['ss', { Action: 'DELETE', Value: { SS: ['a'] } }, { ss: { SS: ['b'] } }],
    ['n', { Action: 'DELETE' }, { n: null }],
    ['m.x', { Action: 'PUT', Value: N1 }, { 'm.x': N1 }],
    ['n', {}, `${INVALID} Only DELETE action is allowed when no attribute value is specified`],
    ['n', { Action: 'ADD', Value: { S: '7' } }, `${INVALID} ADD action is not supported for the type STRING`],
    ['n', { Action: 'DELETE', Value: N1 }, `${INVALID} DELETE action with value is not supported for the type NUMBER`],
    ['n', { Action: 'DELETE', Value: { SS: ['7'] } }, 'Type mismatch for attribute to update'],
    [
      'n',
      { Action: 'XX', Value: N1 },
      "1 validation error detected: Value 'XX' at 'attributeUpdates.n.member.action' failed to satisfy constraint: Member must satisfy enum value set: [ADD, DELETE, PUT]",
    ],
    ['', { Value: N1 }, 'Empty attribute name'],
    ['id', { Value: N1 }, KEY],
  ])('of %s: %j', (name, action, expected) => {
    const made = outcome(() => changes(update(legacy(name, action)).after));
    if (typeof expected === 'string') expect(made).toBe(expected);
    else expect(made).toStrictEqual(expected);
  });
});
