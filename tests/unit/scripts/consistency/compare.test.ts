import { describe, expect, it } from 'vitest';
import { revisionPrefix } from '#functions/shared/keys.ts';
import { compare } from '../../../../scripts/consistency/compare.ts';
import { type Disagreement, sentence } from '../../../../scripts/consistency/disagreement.ts';
import type { Row, Snapshot, StoredObject } from '../../../../scripts/consistency/snapshot.ts';

const ETAG = 'e1';
const REVISION = '0123456789ab';
const prefix = revisionPrefix('cat.jpg', REVISION);
const VARIANT = { key: `${prefix}/320.webp`, bytes: 10, type: 'image/webp', checksum: 'sum' };
const MANIFEST = { key: 'cat.jpg', variants: [VARIANT] };
const MANIFEST_KEY = `${prefix}/manifest.json`;
const ready: Row = { key: 'cat.jpg', status: 'READY', etag: ETAG, revision: REVISION, prefix, manifest: MANIFEST };
const bad: Row = {
  key: 'bad.jpg',
  status: 'REJECTED',
  etag: 'e2',
  revision: 'r2',
  reason: { code: 'C', message: 'm' },
};
const json: StoredObject = { bytes: 99, type: 'application/json' };

/** A lab with a photo that was developed and one that was rejected, where all agree but for what is planted. */
const lab = (planted: Partial<Snapshot> = {}): Snapshot => ({
  photos: new Map([
    ['cat.jpg', { etag: ETAG }],
    ['bad.jpg', { etag: 'e2' }],
  ]),
  rows: rows(),
  objects: objects(),
  manifests: new Map([[MANIFEST_KEY, structuredClone(MANIFEST)]]),
  unreadable: new Map(),
  ...planted,
});

const rows = (...changed: readonly Row[]) => new Map([ready, bad, ...changed].map((row) => [row.key, row]));

const objects = (changed: Readonly<Record<string, StoredObject>> = {}) =>
  new Map(Object.entries({ [VARIANT.key]: VARIANT, [MANIFEST_KEY]: json, ...changed }));

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const left = new Map(map);
  left.delete(key);
  return left;
}

const other = (what: 'bytes' | 'checksum' | 'type', row: string, object: string): Disagreement => ({
  kind: 'other-variant',
  key: 'cat.jpg',
  variant: VARIANT.key,
  what,
  row,
  object,
});

const lost = (field: 'prefix' | 'manifest'): Row => ({ ...ready, [field]: undefined });
const orphaned = (...keys: readonly string[]): Disagreement[] => keys.map((key) => ({ kind: 'orphan', key }));
const all = [VARIANT.key, MANIFEST_KEY];

describe('a lab is compared', () => {
  it('and agrees', () => expect(compare(lab(), { uploadPrefixes: [] })).toEqual([]));

  it.each<[string, Partial<Snapshot>, readonly Disagreement[]]>([
    [
      'a photo without a row',
      { photos: new Map([...lab().photos, ['new.jpg', { etag: 'e' }]]) },
      [{ kind: 'photo-without-row', key: 'new.jpg' }],
    ],
    [
      'a row without a photo',
      { photos: without(lab().photos, 'cat.jpg') },
      [{ kind: 'row-without-photo', key: 'cat.jpg', status: 'READY' }],
    ],
    [
      'a row of an older photo',
      { rows: rows({ ...ready, etag: 'e0' }) },
      [{ kind: 'other-photo', key: 'cat.jpg', row: 'e0', source: ETAG }],
    ],
    [
      'a row that nobody finished',
      { rows: rows({ ...bad, status: 'DEVELOPING' }) },
      [{ kind: 'unfinished', key: 'bad.jpg', status: 'DEVELOPING' }],
    ],
    [
      'a rejection without a reason',
      { rows: rows({ ...bad, reason: undefined }) },
      [{ kind: 'incomplete-row', key: 'bad.jpg', field: 'reason' }],
    ],
    [
      'a row without a prefix',
      { rows: rows(lost('prefix')) },
      [{ kind: 'incomplete-row', key: 'cat.jpg', field: 'prefix' }, ...orphaned(...all)],
    ],
    [
      'a row without a manifest',
      { rows: rows(lost('manifest')) },
      [{ kind: 'incomplete-row', key: 'cat.jpg', field: 'manifest' }, ...orphaned(VARIANT.key)],
    ],
    [
      'a prefix of another revision',
      { rows: rows({ ...ready, revision: 'ffffffffffff' }) },
      [{ kind: 'other-prefix', key: 'cat.jpg', prefix, expected: 'cat.jpg/ffffffffffff' }],
    ],
    [
      'a manifest that is gone',
      { objects: without(objects(), MANIFEST_KEY) },
      [{ kind: 'no-manifest', key: 'cat.jpg', manifest: MANIFEST_KEY }],
    ],
    [
      'a manifest that is no JSON',
      { manifests: new Map([[MANIFEST_KEY, undefined]]) },
      [{ kind: 'other-manifest', key: 'cat.jpg', manifest: MANIFEST_KEY }],
    ],
    [
      'a manifest of something else',
      { manifests: new Map([[MANIFEST_KEY, { ...MANIFEST, width: 1 }]]) },
      [{ kind: 'other-manifest', key: 'cat.jpg', manifest: MANIFEST_KEY }],
    ],
    [
      'a variant that is gone',
      { objects: without(objects(), VARIANT.key) },
      [{ kind: 'no-variant', key: 'cat.jpg', variant: VARIANT.key }],
    ],
    ['a cut variant', { objects: objects({ [VARIANT.key]: { ...VARIANT, bytes: 9 } }) }, [other('bytes', '10', '9')]],
    [
      'other bytes of the same length',
      { objects: objects({ [VARIANT.key]: { ...VARIANT, checksum: 'mus' } }) },
      [other('checksum', 'sum', 'mus')],
    ],
    [
      'a wrong content type without a checksum',
      { objects: objects({ [VARIANT.key]: { bytes: 10, type: 'image/png' } }) },
      [other('checksum', 'sum', 'unknown'), other('type', 'image/webp', 'image/png')],
    ],
    [
      'a row that cannot be read',
      { rows: without(rows(), 'cat.jpg'), unreadable: new Map([['cat.jpg', 'no status']]) },
      [{ kind: 'unreadable', key: 'cat.jpg', why: 'no status' }],
    ],
    [
      'a variant that cannot be read',
      { objects: without(objects(), VARIANT.key), unreadable: new Map([[VARIANT.key, 'damaged']]) },
      [{ kind: 'unreadable', key: VARIANT.key, why: 'damaged' }],
    ],
    [
      'a manifest that cannot be read',
      { manifests: new Map(), unreadable: new Map([[MANIFEST_KEY, 'damaged']]) },
      [{ kind: 'unreadable', key: MANIFEST_KEY, why: 'damaged' }],
    ],
    [
      'what an older revision left',
      { objects: objects({ 'cat.jpg/old/320.webp': VARIANT }) },
      orphaned('cat.jpg/old/320.webp'),
    ],
    [
      'what a rejected photo left',
      { objects: objects({ 'bad.jpg/r2/manifest.json': json }) },
      orphaned('bad.jpg/r2/manifest.json'),
    ],
  ])('and %s is told', (_, planted, found) => {
    expect(compare(lab(planted), { uploadPrefixes: [] })).toEqual(found);
  });

  it('and a folder marker needs no row, which starts no workflow', () => {
    const planted = lab({ photos: new Map([...lab().photos, ['2026/', { etag: 'e' }]]) });
    expect(compare(planted, { uploadPrefixes: [] })).toEqual([]);
    expect(compare(planted, { uploadPrefixes: ['2026/'] })).toEqual([{ kind: 'photo-without-row', key: '2026/' }]);
  });

  it('and photos outside the upload prefixes need no row', () => {
    const planted = lab({
      photos: new Map([...lab().photos, ['inbox/a.jpg', { etag: 'e' }], ['b.jpg', { etag: 'e' }]]),
    });
    expect(compare(planted, { uploadPrefixes: ['inbox/'] })).toEqual([
      { kind: 'photo-without-row', key: 'inbox/a.jpg' },
    ]);
  });
});

it.each<[Disagreement, string]>([
  [{ kind: 'orphan', key: 'a/b/320.webp' }, 'a/b/320.webp: no row names this object of the output bucket.'],
  [{ kind: 'unfinished', key: 'a', status: 'DEVELOPING' }, 'a: the row says DEVELOPING, and nothing is at work on it.'],
  [other('bytes', '10', '9'), `cat.jpg: the variant ${VARIANT.key} has bytes 9, but the row says 10.`],
])('a disagreement is one sentence', (disagreement, said) => {
  expect(sentence(disagreement)).toBe(said);
});
