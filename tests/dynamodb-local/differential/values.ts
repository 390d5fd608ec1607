import type { JsonObject } from '@safelight/asl/json';
import type { Random } from './random.ts';

const SCALARS: readonly JsonObject[] = [
  ...['5', '5.0', '-5', '0', '-0.0', '1e2', '0.1', '12345678901234567890123456789012345678', '1E-100', '9.9e125'].map(
    (N) => ({ N }),
  ),
  ...['', 'a', 'text', 'tex', '5', 'ü', '\u{1f600}', 'S', 'N', 'M', 'NULL'].map((S) => ({ S })),
  ...['YWJj', 'YQ==', '', '/w=='].map((B) => ({ B })),
  { BOOL: true },
  { BOOL: false },
  { NULL: true },
];

const SETS: readonly JsonObject[] = [
  { SS: ['a', 'text'] },
  { SS: ['text', 'a'] },
  { SS: ['a'] },
  { NS: ['1.0', '5'] },
  { NS: ['5'] },
  { BS: ['YWJj', 'YQ=='] },
  { BS: ['YQ=='] },
];

const DOCUMENTS: readonly JsonObject[] = [
  { L: [] },
  { M: {} },
  { L: [{ S: 'a' }, { N: '5.0' }, { M: { x: { S: 'deep' } } }] },
  { M: { y: { M: { z: { L: [{ S: 'a' }] } } }, x: { N: '1.0' } } },
  { M: { x: { S: 'deep' } } },
];

/** Values that AWS refuses, each for a reason of its own. */
const WRONG: readonly JsonObject[] = [
  {},
  { N: 'x' },
  { N: '1e126' },
  { N: '1e-131' },
  { N: '123456789012345678901234567890123456789' },
  { NULL: false },
  { SS: [] },
  { NS: [] },
  { BS: [] },
  { SS: ['a', 'a'] },
  { NS: ['1', '1.0'] },
  { S: 'a', N: '1' },
  { L: [{}] },
  { M: { '': { S: 'a' } } },
];

export const scalar = (random: Random): JsonObject => random.pick(SCALARS);

/** A value of any type; now and then one that no attribute can have. */
export function anyValue(random: Random, wrong = 0): JsonObject {
  if (random.chance(wrong)) return random.pick(WRONG);
  return random.pick([scalar(random), scalar(random), random.pick(SETS), random.pick(DOCUMENTS)]);
}
