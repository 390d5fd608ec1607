import { expect, it } from 'vitest';
import { parsePattern } from '#local/events/pattern/compile.ts';
import { parseExactly } from '#local/events/pattern/exact-number.ts';

/** Where a good guess is wrong; as AWS's event-ruler 2.1.0 has it, or recorded. */
it.each<[string, string, string, boolean]>([
  ['nested names meet a name with dots', '{"a":{"b":["x"]}}', '{"a.b":"x"}', true],
  ['a name with dots meets nested names', '{"a.b":["x"]}', '{"a":{"b":"x"}}', true],
  ['objects of one name are one', '{"a":{"b":["x"]},"a":{"c":["y"]}}', '{"a":{"b":"x","c":"z"}}', false],
  ['of lists of one name the last stands', '{"a":["x"],"a":["y"]}', '{"a":"x"}', false],
  ['of lists of one name the last stands', '{"a":["x"],"a":["y"]}', '{"a":"y"}', true],
  ['$or takes the place of an earlier field', '{"a":["x"],"$or":[{"a":["y"]},{"b":["z"]}]}', '{"a":"y"}', true],
  ['a later field takes the place of $or', '{"$or":[{"a":["y"]},{"b":["z"]}],"a":["x"]}', '{"a":"y"}', false],
  ['a later field takes the place of $or', '{"$or":[{"a":["y"]},{"b":["z"]}],"a":["x"]}', '{"a":"x"}', true],
  ['absent if no element has it', '{"o":{"p":[{"exists":false}]}}', '{"o":[{"q":1},{"p":1}]}', false],
  ['absent if no element has it', '{"o":{"p":[{"exists":false}]}}', '{"o":[{"q":1}]}', true],
  [
    'absent in the element that an earlier name chose',
    '{"o":{"a":[1],"p":[{"exists":false}]}}',
    '{"o":[{"a":1,"p":2},{"a":1}]}',
    true,
  ],
  ['beyond doubles by digits', '{"n":[9007199254740993]}', '{"n":9007199254740993}', true],
  ['beyond doubles by digits', '{"n":[9007199254740993]}', '{"n":9007199254740992}', false],
  ['numbers by value', '{"n":[100]}', '{"n":1.00e2}', true],
  ['anything but an empty wildcard', '{"s":[{"anything-but":{"wildcard":""}}]}', '{"s":"x"}', true],
  ['an address however it is written', '{"ip":["::1"]}', '{"ip":"0:0:0:0:0:0:0:1"}', true],
  ['exactly', '{"s":[{"exactly":"x"}]}', '{"s":"x"}', true],
])('%s: %s on %s: %s', (_, pattern, event, expected) => {
  expect(parsePattern(pattern)(parseExactly(event))).toBe(expected);
});

it('is quick where every element of many lists could be meant', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const list = Array.from({ length: 200 }, () => ({ x: 1 }));
  const event = Object.fromEntries([...names.map((name) => [name, list]), ['z', 0]]);
  const pattern = Object.fromEntries([...names.map((name) => [name, { x: [1] }]), ['z', [1]]]);
  expect(parsePattern(JSON.stringify(pattern))(event)).toBe(false);
});
