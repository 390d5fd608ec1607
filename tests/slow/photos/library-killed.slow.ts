import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, it, vi } from 'vitest';
import { connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';
import { scene } from '#tests/support/pictures.ts';
import { root } from '#tests/support/root.ts';
import { followRun } from '../../../scripts/photos/library/follow.ts';
import { startRun, theRun } from '../../../scripts/photos/library/runs.ts';
import { type SystemProcess, startProcess } from '../chaos/system-process.ts';

const PHOTOS = 24;
const AT_ONCE = 3;
/** Enough that some are developed, and most are not. */
const DONE_BEFORE = 5;
const PATIENCE = { timeout: 600_000, interval: 100 };

const folder = mkdtempSync(join(tmpdir(), 'darkroom-library-killed-'));
let running: SystemProcess | undefined;
afterAll(async () => {
  await running?.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function started(): Promise<Lab> {
  running = startProcess(root, join(folder, 'data'));
  return connectLab({ stackName: 'darkroom-dev', region: 'us-east-1', ...(await running.ready) });
}

const keys = Array.from({ length: PHOTOS }, (_, index) => `photos/${index}.png`);
const small = await scene(90, 60).png().toBuffer();
const large = await scene(180, 120).png().toBuffer();

async function rows({ dynamodb, names }: Lab): Promise<readonly Record<string, unknown>[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: names.imagesTable, ConsistentRead: true }));
  return Items;
}

const isOther = ({ configuration }: Record<string, unknown>) => configuration === 'other';
/** The folder of each photo's variants, of those that today's configuration has made. */
const made = (all: readonly Record<string, unknown>[]) =>
  new Map(all.filter((row) => !isOther(row)).map(({ key, prefix }) => [key, prefix]));

/** A library that was developed by another configuration. */
async function library(lab: Lab): Promise<void> {
  for (const [index, Key] of keys.entries()) {
    const Body = index % 3 === 2 ? large : small;
    await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }));
  }
  await vi.waitFor(async () => {
    expect((await rows(lab)).filter(({ status }) => status === 'READY')).toHaveLength(PHOTOS);
  }, PATIENCE);
  for (const key of keys)
    await lab.dynamodb.send(
      new UpdateCommand({
        TableName: lab.names.imagesTable,
        Key: { key },
        UpdateExpression: 'SET configuration = :other',
        ExpressionAttributeValues: { ':other': 'other' },
      }),
    );
}

const silent = { live: false, columns: 100, write: () => undefined, paint: (_: unknown, text: string) => text };

it('a run over the library that is killed with the system goes on where it was', { timeout: 1_800_000 }, async () => {
  const lab = await started();
  await library(lab);
  const limits = { concurrency: AT_ONCE, tolerance: 0, expressUpTo: small.length };
  const run = await startRun(lab, { from: 'PREFIX', prefix: 'photos/', only: 'all', ...limits });
  await vi.waitFor(async () => expect(made(await rows(lab)).size).toBeGreaterThanOrEqual(DONE_BEFORE), PATIENCE);
  const before = made(await rows(lab));
  await running?.end('SIGKILL');
  expect(before.size).toBeLessThan(PHOTOS);

  const again = await started();
  expect((await theRun(again)).executionArn).toBe(run.executionArn);
  expect(await followRun({ lab: again, run, screen: silent }, new AbortController().signal)).toBe(0);
  const after = made(await rows(again));
  expect(after.size).toBe(PHOTOS);
  // What was done is not done again.
  expect([...after].filter(([key]) => before.has(key))).toEqual(
    [...after].filter(([key, prefix]) => before.get(key) === prefix),
  );
});
