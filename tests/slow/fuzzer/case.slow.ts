import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Case, makeCase } from '../../../scripts/fuzz/case.ts';
import { madeOriginals } from '../../../scripts/fuzz/corpus.ts';
import { mutations } from '../../../scripts/fuzz/mutations.ts';

const originals = await madeOriginals();
const indices = Array.from({ length: 100 }, (_, index) => index);
const cases = (seed: number): readonly Case[] => indices.map((index) => makeCase(originals, seed, index));
const digest = ({ bytes }: Case) => createHash('sha256').update(bytes).digest('hex');

describe('a case of the fuzzer', () => {
  it('is the same for the same seed and index, whatever was made before', async () => {
    const again = await madeOriginals();
    const alone = makeCase(again, 7, 41);
    const [first, second] = [cases(7), cases(7)];
    expect(first.map(digest)).toEqual(second.map(digest));
    expect({ ...alone, bytes: digest(alone) }).toEqual({ ...first[41], bytes: digest(second[41] ?? alone) });
  });

  it('is another for another seed, also for its neighbour', () => {
    const known = new Set(cases(7).map(digest));
    // What is cut short, or an original that a mutation happened to leave alone, may come twice.
    expect(cases(8).filter((one) => known.has(digest(one))).length).toBeLessThan(4);
  });

  it('uses every mutation, and is hardly ever an original', () => {
    expect(new Set(cases(3).flatMap((one) => one.mutations))).toEqual(new Set(mutations.map(({ name }) => name)));
    const untouched = cases(3).filter(({ bytes }) => originals.some((original) => original.bytes.equals(bytes)));
    expect(untouched.length).toBeLessThan(5);
  });

  it('has a key of its own', () => {
    expect(new Set([...cases(1), ...cases(2)].map(({ key }) => key)).size).toBe(200);
  });
});
