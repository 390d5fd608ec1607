import { describe, expect, it } from 'vitest';
import { list } from '#services/s3/objects/listing.ts';
import { ObjectIndex } from '#services/s3/store/object-index.ts';
import fc from '#tests/support/fast-check.ts';

const key = fc
  .array(fc.constantFrom('a', 'b', '/', 'ü', '\u{ff5e}', '\u{1f39e}'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

function indexOf(keys: readonly string[]): ObjectIndex {
  const index = new ObjectIndex();
  for (const name of keys) index.put({ kind: 'marker', key: name, versionId: 'null', sequencer: '0', lastModified: 0 });
  return index;
}

/** What a listing says, straight from the definition. */
function expected(keys: readonly string[], prefix: string, delimiter: string) {
  const sorted = [...new Set(keys)]
    .filter((name) => name.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const groups = new Set<string>();
  const items: string[] = [];
  for (const name of sorted) {
    const at = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    if (at < 0) items.push(name);
    else groups.add(name.slice(0, at + delimiter.length));
  }
  return { items, groups: [...groups] };
}

describe('a listing', () => {
  it('is in the order of bytes, complete, and the same on pages of any size', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 30 }),
        fc.constantFrom('', 'a', 'a/', 'ü', '/'),
        fc.constantFrom('', '/', 'b', '//'),
        fc.integer({ min: 1, max: 5 }),
        (keys, prefix, delimiter, maxKeys) => {
          const index = indexOf(keys);
          const items: string[] = [];
          const groups: string[] = [];
          let after: string | undefined = '';
          while (after !== undefined) {
            const page: ReturnType<typeof list<string>> = list(
              index,
              { prefix, delimiter, after, maxKeys },
              (entry) => [entry.key],
            );
            expect(page.items.length + page.commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
            items.push(...page.items);
            groups.push(...page.commonPrefixes);
            after = page.next;
          }
          expect({ items, groups }).toEqual(expected(keys, prefix, delimiter));
        },
      ),
    );
  });

  it('stays in order while keys come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), key), { maxLength: 60 }), (steps) => {
        const index = indexOf([]);
        const present = new Set<string>();
        for (const [add, name] of steps) {
          if (add) index.put({ kind: 'marker', key: name, versionId: 'null', sequencer: '0', lastModified: 0 });
          else index.remove(name, 'null');
          if (add) present.add(name);
          else present.delete(name);
          expect([...index.from('')].map((entry) => entry.key)).toEqual(expected([...present], '', '').items);
        }
      }),
      { numRuns: 50 },
    );
  });
});
