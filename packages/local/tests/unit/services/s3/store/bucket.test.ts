import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Buckets } from '#services/s3/store/buckets.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';

let dataDir: string;
let database: Database;
let buckets: Buckets;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'darkroom-bucket-'));
  database = openDatabase({ file: IN_MEMORY });
  buckets = open();
});
afterEach(() => {
  database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const open = () => new Buckets({ database, dataDir, clock: systemClock, onConfigured: () => {} });

function reopen() {
  buckets = open();
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

describe('a bucket', () => {
  it('has one row for a key that is written again and again', () => {
    const bucket = buckets.create('photos');
    for (const etag of ['1', '2', '3']) bucket.commit(version('same', 'null', etag));
    expect(reopen().index.entry('same')?.versions).toMatchObject([{ etag: '3' }]);
  });

  it('keeps the order of versions, also where one of them is replaced', () => {
    const bucket = buckets.create('photos');
    for (const id of ['null', 'a', 'b', 'null']) bucket.commit(version('kept', id));
    const ids = (from = bucket) => from.index.entry('kept')?.versions.map(({ versionId }) => versionId);
    expect(ids()).toEqual(['null', 'b', 'a']);
    expect(ids(reopen())).toEqual(['null', 'b', 'a']);
  });

  it('never gives a sequencer again', () => {
    buckets.create('photos').commit({ ...version('late'), sequencer: 'fffffffffffffff0' });
    reopen();
    expect(buckets.sequencer.next()).toBe('fffffffffffffff1');
  });

  it('is gone when it was deleted', () => {
    const bucket = buckets.create('photos');
    const one = version('one');
    bucket.commit(one);
    expect(() => buckets.delete('photos')).toThrow('not empty');
    bucket.remove(one, buckets.sequencer.next());
    buckets.delete('photos');
    expect(() => reopen()).toThrow('does not exist');
  });
});
