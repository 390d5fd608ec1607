import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { discardBody } from '#gateway/request/discard-body.ts';

const PIECES = 20;
const PIECE = Buffer.alloc(1 << 16);

/** A body that is all there. */
function body() {
  const given = { pieces: 0 };
  const stream = new Readable({
    highWaterMark: 1,
    read: () => void stream.push(given.pieces++ < PIECES ? PIECE : null),
  });
  return { given, stream };
}

it('what is refused is read to its end, a piece at a time, and others have their turn in between', async () => {
  const { given, stream } = body();
  discardBody(stream, PIECES * PIECE.length);
  const ended = once(stream, 'end');
  await setImmediate();
  expect(given.pieces).toBeLessThan(PIECES / 2);
  await ended;
});

it('what goes on and on is cut off', async () => {
  const { given, stream } = body();
  discardBody(stream, 3 * PIECE.length);
  await once(stream, 'close');
  expect(given.pieces).toBeLessThan(PIECES / 2);
});
