import { expect, it } from 'vitest';
import { createFrameReader, encodeFrame, type Frame } from '#services/lambda/runtime/frames.ts';
import fc from '#tests/support/fast-check.ts';

const frames = fc.array(fc.record({ header: fc.dictionary(fc.string(), fc.jsonValue()), payload: fc.uint8Array() }), {
  maxLength: 5,
});

it('frames come out as they went in, however the bytes are cut', () => {
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 40 }), (sent, pieceBytes) => {
      const received: Frame[] = [];
      const read = createFrameReader((frame) => received.push({ ...frame, payload: Buffer.from(frame.payload) }));
      const bytes = Buffer.concat(sent.map(({ header, payload }) => encodeFrame(header, payload)));
      for (let at = 0; at < bytes.length; at += pieceBytes) read(bytes.subarray(at, at + pieceBytes));
      expect(received).toEqual(
        sent.map(({ header, payload }) => ({
          header: JSON.parse(JSON.stringify(header)),
          payload: Buffer.from(payload),
        })),
      );
    }),
  );
});
