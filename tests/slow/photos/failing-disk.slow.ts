import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startSystem } from '#lab/running-lab.ts';
import { root } from '#tests/support/root.ts';
import { systemPid } from '#tests/support/system-process.ts';

/** Lets a process write files of so many bytes; the system refuses it the rest, as a disk that fails does. */
const limitFiles = (pid: number, bytes: number | 'unlimited'): boolean =>
  spawnSync('prlimit', ['--pid', `${pid}`, `--fsize=${bytes}:unlimited`]).status === 0;

it.skipIf(!limitFiles(process.pid, 'unlimited'))(
  'a system whose disk fails stays, has nothing that it refused, and goes on by itself',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'darkroom-failing-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const dataDir = join(folder, 'data');
    const system = await startSystem({ root, dataDir });
    onTestFinished(system.stop);
    const s3 = new S3Client({ ...system, region: 'us-east-1', maxAttempts: 1 });
    const bucket = { Bucket: 'darkroom-dev-000000000000-output' };
    const put = (Key: string) => s3.send(new PutObjectCommand({ ...bucket, Key, Body: 'x' }));
    const keys = async () => (await s3.send(new ListObjectsV2Command(bucket))).Contents?.map(({ Key }) => Key);
    await put('before');
    const pid = systemPid(dataDir);
    expect(limitFiles(pid, 1_000)).toBe(true);
    // Whether it is told so, or the connection is closed on it, depends on who is first.
    await expect(put('lost')).rejects.toThrow();
    await vi.waitFor(() => expect(keys()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } }), 60_000);
    expect(limitFiles(pid, 'unlimited')).toBe(true);
    await vi.waitFor(async () => expect(await keys()).toEqual(['before']), 60_000);
    await put('lost');
    expect(await keys()).toEqual(['before', 'lost']);
    // It is noted once all of it goes on.
    await vi.waitFor(() => expect(systemPid(dataDir)).toBe(pid), 60_000);
  },
);
