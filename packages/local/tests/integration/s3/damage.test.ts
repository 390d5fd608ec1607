import { readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const system = await startSystem({ template: smallStack() });
const s3 = new S3Client({ ...system, maxAttempts: 1 });
afterAll(async () => {
  s3.destroy();
  await system.close();
});

const MB = 1 << 20;
const blobs = join(system.dataDir, 's3', 'blobs');
const files = () =>
  readdirSync(blobs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'generation')
    .map((entry) => join(entry.parentPath, entry.name));

const put = (Key: string, bytes = 10) =>
  s3.send(new PutObjectCommand({ Bucket: 'small', Key, Body: Buffer.alloc(bytes, 'x') }));
const get = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket: 'small', Key }))).Body?.transformToByteArray();
const keys = async () =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: 'small' }))).Contents ?? []).map(({ Key }) => Key);

/** The file that holds the bytes of an object which is put now. */
async function fileOf(Key: string, bytes: number): Promise<string> {
  const before = new Set(files());
  await put(Key, bytes);
  return files().find((file) => !before.has(file)) ?? '';
}

describe.each([
  ['small', 10],
  ['of some pieces', MB],
  ['that is streamed', 3 * MB],
])('an object %s', (_, bytes) => {
  it.each([
    ['is gone', (file: string) => rmSync(file), 'ENOENT: no such file or directory'],
    ['is cut', (file: string) => truncateSync(file, 5), 'it ends after 5 bytes'],
  ])('whose file %s is refused, and named in one line; the others are there', async (what, damage, why) => {
    const [bad, good] = [`${what} ${bytes}`, `good beside ${what} ${bytes}`];
    const file = await fileOf(bad, bytes);
    await put(good, bytes);
    damage(file);
    await expect(get(bad)).rejects.toThrow();
    expect((await get(good))?.length).toBe(bytes);
    const told = system.lines.filter((line) => line.includes(file));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      `BlobError: ${file} cannot be read (${why}): put the file back from a copy, or write or delete its object anew.`,
    );
    expect(told[0]).not.toContain('\n');
    // Nobody reads it before the next row.
    await put(bad, bytes);
    expect((await get(bad))?.length).toBe(bytes);
  });
});

it('an upload that cannot be written is refused, is not there, and goes on once it can be', async () => {
  renameSync(blobs, `${blobs}.away`);
  writeFileSync(blobs, 'where a folder should be, whoever runs this');
  await expect(put('unwritten')).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  await expect(put('unwritten, in pieces', 3 * MB)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect((await keys()).filter((key) => key?.startsWith('unwritten'))).toEqual([]);
  const told = system.lines.filter((line) => line.includes('cannot be written'));
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(
    /^s3 PUT \/small\/unwritten: BlobError: .* cannot be written \(ENOTDIR: not a directory\): make room/,
  );
  rmSync(blobs);
  renameSync(`${blobs}.away`, blobs);
  await put('unwritten');
  expect((await get('unwritten'))?.length).toBe(10);
});
