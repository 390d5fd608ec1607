import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isCertainlyLarger, isLarger } from '#asl/execution/json-size.ts';
import type { Json } from '#asl/json.ts';

const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })
  .map((value): Json => JSON.parse(JSON.stringify(value)));

it('a value is larger than so many bytes where its text is', () => {
  fc.assert(
    fc.property(json, fc.nat({ max: 400 }), (value, bytes) => {
      const size = Buffer.byteLength(JSON.stringify(value));
      expect(isLarger(value, bytes)).toBe(size > bytes);
      expect([isLarger(value, size), isLarger(value, size - 1)]).toEqual([false, true]);
      if (isCertainlyLarger(value, bytes)) expect(size).toBeGreaterThan(bytes);
    }),
  );
});

it('what is part of another again and again is larger at once', () => {
  let value: Json = 'x'.repeat(1_000);
  for (let depth = 0; depth < 60; depth += 1) value = [value, value, value];
  expect(isLarger(value, 262_144)).toBe(true);
  expect(isCertainlyLarger(value, 262_144)).toBe(true);
});
