import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Buckets } from '#services/s3/store/buckets.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

let dataDir: string;
let buckets: Buckets;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'darkroom-bucket-'));
  buckets = new Buckets(dataDir, systemClock);
});
afterEach(() => {
  buckets.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function reopen() {
  buckets.close();
  buckets = new Buckets(dataDir, systemClock);
  return buckets.get('photos');
}

const version = (key: string, versionId = 'null', etag = 'e'): ObjectVersion => ({
  kind: 'object',
  key,
  versionId,
  sequencer: buckets.sequencer.next(),
  lastModified: 1,
  size: 0,
  etag,
  segments: [],
  headers: {},
  metadata: {},
  storageClass: 'STANDARD',
  tags: {},
});

const lines = () =>
  readFileSync(join(dataDir, 's3', 'buckets', 'photos', 'journal.jsonl'), 'utf8').split('\n').length - 1;

describe('a bucket', () => {
  it('makes a journal short that is much longer than what it says', () => {
    const bucket = buckets.create('photos');
    for (let count = 0; count < 1_500; count++) bucket.commit(version('same', 'null', String(count)));
    expect(lines()).toBe(1_500);
    expect(reopen().index.current('same')).toMatchObject({ etag: '1499' });
    expect(lines()).toBe(1);
    expect(reopen().index.current('same')).toMatchObject({ etag: '1499' });
  });

  it('keeps the order of versions when it makes its journal short', () => {
    const bucket = buckets.create('photos');
    for (let count = 0; count < 1_500; count++) bucket.commit(version('other'));
    for (const id of ['a', 'b', 'c']) bucket.commit(version('kept', id));
    reopen();
    expect(
      reopen()
        .index.entry('kept')
        ?.versions.map(({ versionId }) => versionId),
    ).toEqual(['c', 'b', 'a']);
  });

  it('never gives a sequencer again', () => {
    buckets.create('photos').commit({ ...version('late'), sequencer: 'fffffffffffffff0' });
    reopen();
    expect(buckets.sequencer.next()).toBe('fffffffffffffff1');
  });

  it('is gone with its folder', () => {
    const bucket = buckets.create('photos');
    const one = version('one');
    bucket.commit(one);
    expect(() => buckets.delete('photos')).toThrow('not empty');
    bucket.remove(one, buckets.sequencer.next());
    buckets.delete('photos');
    expect(() => reopen()).toThrow('does not exist');
  });
});
