import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sha256Hex, sha256InPieces } from '#gateway/sigv4/signing.ts';

it.each([0, 1, 4_000_000, 4_000_001, 12_345_678])('the hash of %d bytes is the same in pieces', async (length) => {
  const bytes = Buffer.alloc(length, 'darkroom');
  expect((await sha256InPieces(bytes)).toString('hex')).toBe(sha256Hex(bytes));
});

it('others go on between the pieces', async () => {
  let turns = 0;
  let isOver = false;
  const beside = (async () => {
    for (; !isOver; turns += 1) await setImmediate();
  })();
  await sha256InPieces(Buffer.alloc(40_000_001));
  isOver = true;
  await beside;
  expect(turns).toBeGreaterThanOrEqual(10);
});
