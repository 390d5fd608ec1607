import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it, onTestFinished } from 'vitest';
import { refuseAll } from '#local/cli/lives/refuse-all.ts';
import { untilWritable } from '#local/cli/lives/until-writable.ts';

const never = new Promise<never>(() => undefined);

it('a folder is looked at again until it takes what is written to it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'until-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const dataDir = join(folder, 'data');
  const clock = new ManualClock();
  let isDone = false;
  const waiting = untilWritable({ dataDir, port: 0, clock }, never).then(() => {
    isDone = true;
  });
  await expect.poll(() => clock.sleeping).toBe(1);
  await clock.advance(5_000);
  expect(isDone).toBe(false);
  mkdirSync(dataDir);
  await clock.advance(1_000);
  await waiting;
  expect(readdirSync(dataDir)).toEqual([]);
});

it('nothing is waited for when the process ends', async () => {
  const takes = () => false;
  await untilWritable({ dataDir: '', port: 0, clock: new ManualClock(), takes }, Promise.resolve(0));
});

it('whoever calls meanwhile is told that it is unavailable', async () => {
  const refusal = await refuseAll(0);
  const second = await refuseAll(refusal.port);
  expect(second.port).toBe(0);
  await second.close();
  const { status } = await fetch(`http://127.0.0.1:${refusal.port}/`);
  expect(status).toBe(503);
  await refusal.close();
});
