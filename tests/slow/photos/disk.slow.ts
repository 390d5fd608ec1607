import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { variantsOf } from '#functions/shared/variants.ts';
import type { Lab } from '#lab/lab.ts';
import { scene } from '#tests/support/pictures.ts';
import { startSystem } from '#tests/support/system.ts';
import { compare } from '../../../scripts/consistency/compare.ts';
import { readLab } from '../../../scripts/consistency/read-lab.ts';

const MB = 1 << 20;
const PHOTOS = 10;
const folder = mkdtempSync(join(tmpdir(), 'darkroom-disk-'));
/** A file system of its own, which only a superuser may mount. */
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder]).status === 0;
afterAll(() => {
  if (isMounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

const filler = join(folder, 'filler');
const freeBytes = () => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
/** Leaves half of what the system keeps in reserve. */
const fill = () => writeFileSync(filler, Buffer.alloc(freeBytes() - 4 * MB));

async function upload({ s3, names }: Lab, key: string): Promise<'kept' | 'refused'> {
  const Body = await scene(400, 300).jpeg().toBuffer();
  try {
    await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body }));
    return 'kept';
  } catch (error) {
    expect(error).toMatchObject({ name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } });
    return 'refused';
  }
}

async function statuses({ dynamodb, names }: Lab): Promise<Readonly<Record<string, string>>> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: names.imagesTable, ConsistentRead: true }));
  return Object.fromEntries(Items.map(({ key, status }) => [String(key), String(status)]));
}

const keys = Array.from({ length: PHOTOS }, (_, index) => `photo-${index}.jpg`);

it.skipIf(!isMounted)(
  `ten photos on 40 MB that fill up half way are all READY once there is space${isMounted ? '' : ' (not tried: a file system may not be mounted here)'}`,
  async () => {
    const system = await startSystem({ dataDir: join(folder, 'data') });
    onTestFinished(() => system.close());
    const lab = await system.lab();
    const [early, late] = [keys.slice(0, PHOTOS / 2), keys.slice(PHOTOS / 2)];
    expect(await Promise.all(early.map((key) => upload(lab, key)))).toEqual(early.map(() => 'kept'));
    // Some are over, some under way.
    await vi.waitFor(async () => expect(Object.values(await statuses(lab))).toContain('READY'), { timeout: 300_000 });
    fill();
    // What was measured last is a moment old.
    await setTimeout(100);
    expect(await Promise.all(late.map((key) => upload(lab, key)))).toEqual(late.map(() => 'refused'));
    expect(system.lines).toContainEqual(expect.stringMatching(/^no space left on .*: uploads, sends and starts/));
    rmSync(filler);
    await vi.waitFor(async () => expect(await upload(lab, late[0] ?? '')).toBe('kept'), { timeout: 60_000 });
    for (const key of late.slice(1)) expect(await upload(lab, key)).toBe('kept');
    const all = Object.fromEntries(keys.map((key) => [key, 'READY']));
    await vi.waitFor(async () => expect(await statuses(lab)).toEqual(all), { timeout: 300_000, interval: 500 });
    const list = new ListExecutionsCommand({ stateMachineArn: lab.names.imageProcessing });
    const { executions = [] } = await lab.states.send(list);
    expect(executions.map(({ status }) => status)).toEqual(keys.map(() => 'SUCCEEDED'));
    expect(compare(await readLab(lab), variantsOf('dev'))).toEqual([]);
  },
  900_000,
);
