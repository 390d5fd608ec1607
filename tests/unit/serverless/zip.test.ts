import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { deterministicZip } from '../../../serverless/bundle/zip.ts';

const entries = [
  ['functions/a.mjs', new TextEncoder().encode('export const a = 1;')],
  ['node_modules/@img/b.node', new Uint8Array([1, 2, 3])],
] as const;

it('gives the same bytes whatever the order of the entries', () => {
  const forwards = deterministicZip(new Map(entries));
  const backwards = deterministicZip(new Map(entries.toReversed()));
  expect(Buffer.from(forwards).equals(backwards)).toBe(true);
});

it('keeps paths and content', () => {
  const unzipped = unzipSync(deterministicZip(new Map(entries)));
  expect(Object.keys(unzipped)).toEqual(entries.map(([path]) => path));
  expect(unzipped['node_modules/@img/b.node']).toEqual(entries[1][1]);
});
