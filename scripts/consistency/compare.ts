import { isDeepStrictEqual } from 'node:util';
import { revisionPrefix } from '#functions/shared/keys.ts';
import type { Disagreement } from './disagreement.ts';
import { type Manifest, manifestKey, type Row, type Snapshot, type StoredObject, type Variant } from './snapshot.ts';

interface Options {
  /** Only photos whose key begins with one of these are developed; all but folder markers where there is none. */
  readonly uploadPrefixes: readonly string[];
}

/** Everything that does not agree, ordered by photo; the orphans last. */
export function compare(snapshot: Snapshot, { uploadPrefixes }: Options): readonly Disagreement[] {
  const { photos, rows } = snapshot;
  const isDeveloped = (key: string) =>
    uploadPrefixes.length === 0 ? !key.endsWith('/') : uploadPrefixes.some((prefix) => key.startsWith(prefix));
  const isRead = (key: string) => !snapshot.unreadable.has(key);
  const keys = [...new Set([...photos.keys(), ...rows.keys()])].filter(isRead).toSorted();
  const found = keys.flatMap((key) => {
    const row = rows.get(key);
    if (row) return ofRow(row, snapshot);
    return isDeveloped(key) ? [{ kind: 'photo-without-row' as const, key }] : [];
  });
  const unreadable = [...snapshot.unreadable].map(([key, why]) => ({ kind: 'unreadable' as const, key, why }));
  return [...found, ...unreadable, ...orphans(snapshot)];
}

function ofRow(row: Row, snapshot: Snapshot): readonly Disagreement[] {
  const { key, status, etag } = row;
  const photo = snapshot.photos.get(key);
  if (!photo) return [{ kind: 'row-without-photo', key, status }];
  const whose: Disagreement[] =
    photo.etag === etag ? [] : [{ kind: 'other-photo', key, row: etag, source: photo.etag }];
  return [...whose, ...ofStatus(row, snapshot)];
}

function ofStatus(row: Row, snapshot: Snapshot): readonly Disagreement[] {
  const { key, status, reason, manifest, prefix } = row;
  switch (status) {
    case 'READY':
      if (prefix === undefined) return [{ kind: 'incomplete-row', key, field: 'prefix' }];
      if (manifest === undefined) return [{ kind: 'incomplete-row', key, field: 'manifest' }];
      return ofReady({ ...row, prefix, manifest }, snapshot);
    case 'REJECTED':
    case 'FAILED':
      return reason === undefined ? [{ kind: 'incomplete-row', key, field: 'reason' }] : [];
    default:
      return [{ kind: 'unfinished', key, status }];
  }
}

type ReadyRow = Row & { readonly prefix: string; readonly manifest: Manifest };

function ofReady({ key, revision, prefix, manifest }: ReadyRow, { objects, manifests, unreadable }: Snapshot) {
  const found: Disagreement[] = [];
  const expected = revisionPrefix(key, revision);
  if (prefix !== expected) found.push({ kind: 'other-prefix', key, prefix, expected });
  const name = manifestKey(prefix);
  if (!objects.has(name)) found.push({ kind: 'no-manifest', key, manifest: name });
  else if (!unreadable.has(name) && !isDeepStrictEqual(manifests.get(name), manifest))
    found.push({ kind: 'other-manifest', key, manifest: name });
  for (const variant of manifest.variants)
    if (!unreadable.has(variant.key)) found.push(...ofVariant(key, variant, objects.get(variant.key)));
  return found;
}

function ofVariant(key: string, variant: Variant, object: StoredObject | undefined): readonly Disagreement[] {
  if (!object) return [{ kind: 'no-variant', key, variant: variant.key }];
  return (['bytes', 'checksum', 'type'] as const)
    .filter((what) => object[what] !== variant[what])
    .map((what) => ({
      kind: 'other-variant' as const,
      key,
      variant: variant.key,
      what,
      row: String(variant[what]),
      object: String(object[what] ?? 'unknown'),
    }));
}

function orphans({ rows, objects, unreadable }: Snapshot): readonly Disagreement[] {
  const named = new Set<string>();
  /** What a row names that cannot be read is not known. */
  const damaged = [...unreadable.keys()];
  for (const { status, prefix, manifest } of rows.values()) {
    if (status !== 'READY' || prefix === undefined) continue;
    named.add(manifestKey(prefix));
    for (const { key } of manifest?.variants ?? []) named.add(key);
  }
  return [...objects.keys()]
    .filter((key) => !named.has(key) && !damaged.some((photo) => key.startsWith(`${photo}/`)))
    .toSorted()
    .map((key) => ({ kind: 'orphan', key }));
}
