import { expect, it } from 'vitest';
import type { ListWord } from '../../../../../scripts/photos/library/list.ts';
import { type Request, requestOf, type Words } from '../../../../../scripts/photos/library/request.ts';

const listed = (list: ListWord): Request => ({
  kind: 'start',
  list,
  selection: { from: list.format, only: 'all', concurrency: 10, tolerance: 5, expressUpTo: 3_145_728 },
});
const object = (key: string) => ({ kind: 'object', list: { bucket: 'b', key } }) as const;

const started = (prefix: string, only: 'all' | 'failed' | 'outdated', more: object = {}): Request => ({
  kind: 'start',
  selection: { from: 'PREFIX', prefix, only, concurrency: 10, tolerance: 5, expressUpTo: 3_145_728, ...more },
});

it.each<[Words, Request]>([
  [{ prefix: 'cats/' }, started('cats/', 'all')],
  [{ prefix: '' }, started('', 'all')],
  [{ failed: true }, started('', 'failed')],
  [
    { outdated: true, concurrency: '40', tolerance: '2.5' },
    started('', 'outdated', { concurrency: 40, tolerance: 2.5 }),
  ],
  [{ list: 's3://b/a/b.csv' }, listed({ format: 'CSV', ...object('a/b.csv') })],
  [{ list: 's3://b/b.json.gz' }, listed({ format: 'JSON', ...object('b.json.gz') })],
  [{ list: 's3://b/b.ndjson' }, listed({ format: 'JSONL', ...object('b.ndjson') })],
  [{ list: 's3://b/b.parquet' }, listed({ format: 'PARQUET', ...object('b.parquet') })],
  [{ list: 's3://b/x/manifest.json' }, listed({ format: 'S3_INVENTORY', ...object('x/manifest.json') })],
  [{ list: 'photos.jsonl' }, listed({ format: 'JSONL', kind: 'file', path: 'photos.jsonl' })],
  [{ attach: true }, { kind: 'attach' }],
  [
    { attach: true, concurrency: '3' },
    { kind: 'attach', concurrency: 3 },
  ],
  [
    { attach: true, run: 'r' },
    { kind: 'attach', run: 'r' },
  ],
  [
    { redrive: true, run: 'r' },
    { kind: 'redrive', run: 'r' },
  ],
  [{ stop: true }, { kind: 'stop' }],
  [{ redrive: true }, { kind: 'redrive' }],
])('%j', (words, request) => {
  expect(requestOf(words)).toEqual(request);
});

it.each<[Words, string]>([
  [{}, 'Name what is to be developed again: --prefix, --list, --failed or --outdated. See --help'],
  [{ list: 'a.csv', prefix: '' }, '--prefix and --list are two things to do: name one. See --help'],
  [
    { list: 'a.txt' },
    '--list takes a .csv, .json, .jsonl or .parquet, or the manifest.json of an inventory, not a.txt.',
  ],
  [{ list: '' }, '--list takes a .csv, .json, .jsonl or .parquet, or the manifest.json of an inventory, not nothing.'],
  [{ list: 's3://b/.csv/' }, '--list takes a .csv'],
  [{ list: 's3://a.csv' }, '--list takes s3://BUCKET/KEY, not s3://a.csv.'],
  [{ list: 'inventory/manifest.json' }, '--list takes an inventory by its address in S3'],
  [{ prefix: '', failed: true }, '--prefix and --failed are two things to do: name one. See --help'],
  [{ failed: true, outdated: true }, '--failed and --outdated are two things to do: name one. See --help'],
  [{ outdated: true, attach: true }, '--outdated and --attach are two things to do: name one. See --help'],
  [
    { stop: true, concurrency: '3' },
    '--concurrency is for the start of a run and for --attach, not for --stop. See --help',
  ],
  [{ attach: true, tolerance: '3' }, '--tolerance is for the start of a run, not for --attach. See --help'],
  [{ failed: true, run: 'r' }, '--run is for --attach, --stop and --redrive. See --help'],
  [{ failed: true, concurrency: '0' }, '--concurrency takes a whole number from 1 to 10000, not 0.'],
  [{ failed: true, concurrency: '1.5' }, '--concurrency takes a whole number from 1 to 10000, not 1.5.'],
  [{ failed: true, concurrency: '' }, '--concurrency takes a whole number from 1 to 10000, not nothing.'],
  [{ failed: true, tolerance: '101' }, '--tolerance takes a number from 0 to 100, not 101.'],
  [{ failed: true, tolerance: '-1' }, '--tolerance takes a number from 0 to 100, not -1.'],
])('%j is refused in one line', (words, line) => {
  expect(() => requestOf(words)).toThrow(line);
});
