import type { Item } from '#services/dynamodb/values/attribute-value.ts';

/** One attribute of every type. */
export const item: Item = {
  id: { S: 'i' },
  n: { N: '5' },
  s: { S: 'str' },
  b: { B: 'YWJj' },
  t: { BOOL: true },
  nul: { NULL: true },
  l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] },
  m: { M: { x: { N: '1' }, y: { M: { z: { S: 'q' } } } } },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: ['YQ=='] },
};
