import { rmSync } from 'node:fs';
import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '@safelight/asl/clock';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchOne } from '#lab/once/watch-one.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { redrivePhotos } from '../../../scripts/lib/redrive.ts';

let system: TestLab;

beforeAll(async () => {
  system = await startSystem({ keepData: true });
}, 180_000);

afterAll(async () => {
  await system.close();
  rmSync(system.dataDir, { recursive: true, force: true });
});

async function develop(key: string, body: Buffer): Promise<PhotoOutcome> {
  const lab = await system.lab();
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: body }));
  return outcomeOf(key);
}

const outcomeOf = async (key: string): Promise<PhotoOutcome> =>
  watchOne(await system.lab(), key, { clock: systemClock, patienceMs: 120_000 });

/** Large enough not to be ready before the system stops. */
async function beginToDevelop(Key: string): Promise<string> {
  const { s3, dynamodb, names } = await system.lab();
  const picture = sharp({ create: { width: 4000, height: 3000, channels: 3, background: 'teal' } });
  await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key, Body: await picture.jpeg().toBuffer() }));
  const get = new GetCommand({ TableName: names.imagesTable, Key: { key: Key } });
  await expect.poll(async () => (await dynamodb.send(get)).Item?.status, { interval: 5 }).toBe('DEVELOPING');
  return (await dynamodb.send(get)).Item?.executionArn;
}

async function statusOf(executionArn: string | undefined): Promise<string | undefined> {
  const { states } = await system.lab();
  return (await states.send(new DescribeExecutionCommand({ executionArn }))).status;
}

it('another start finds the photo and its execution again', async () => {
  const { executionArn } = await develop('again.txt', Buffer.from('no picture'));
  // The photo is recorded before it is announced.
  await expect.poll(() => statusOf(executionArn), { timeout: 60_000 }).not.toBe('RUNNING');
  const ended = await statusOf(executionArn);
  await beginToDevelop('half.jpg');
  await system.close();
  system = await startSystem({ dataDir: system.dataDir, keepData: true });
  expect(system.isNew).toBe(false);
  const { s3, names } = await system.lab();
  const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket: names.sourceBucket }));
  expect(Versions?.map(({ Key }) => Key)).toEqual(expect.arrayContaining(['half.jpg', 'again.txt']));
  expect(await statusOf(executionArn)).toBe(ended);
}, 120_000);

it('a photo that was being developed when the system stopped goes on to READY by itself', async () => {
  expect(await outcomeOf('half.jpg')).toMatchObject({ status: 'READY' });
  // Where the stop came between an object's bytes and its row, another line counts what was swept.
  expect(system.lines).toContain('1 execution goes on where the system stopped.');
  expect(await redrivePhotos(await system.lab(), { dryRun: true, say: () => {} })).toBe(0);
}, 120_000);

it('a photo whose execution somebody stopped is DEVELOPING until it is redriven, and then goes on to READY', async () => {
  const lab = await system.lab();
  const executionArn = await beginToDevelop('stopped.jpg');
  await lab.states.send(new StopExecutionCommand({ executionArn }));
  const said: string[] = [];
  const redrive = (dryRun: boolean) => redrivePhotos(lab, { dryRun, say: (line) => said.push(line) });
  expect(await redrive(true)).toBe(1);
  expect(await redrive(false)).toBe(0);
  expect(said).toEqual(['stopped.jpg (ABORTED): would be redriven', 'stopped.jpg (ABORTED): redriven']);
  expect(await outcomeOf('stopped.jpg')).toMatchObject({ status: 'READY' });
  expect(await redrive(false)).toBe(0);
}, 120_000);
