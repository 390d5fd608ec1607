import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { acceptedEvent, agedEvent, invocation } from './events.ts';
import { alarmState, logStream, metricsOfThreeHours, multipartUpload } from './kept.ts';
import { begin, type Life } from './lives.ts';
import { messagesOfQueue, positionInStream, scheduledRule } from './queues.ts';
import type { Thing } from './thing.ts';

const THINGS: Readonly<Record<string, Thing>> = {
  'an event that EventBridge accepted is delivered when its target can be reached': acceptedEvent,
  'an event of EventBridge is as old as it was, and is given up by that age': agedEvent,
  'an asynchronous invocation has the attempts and pauses that it had': invocation,
  'messages have their visibility, delay, receive count and handles': messagesOfQueue,
  'a function goes on in a stream behind what it has read': positionInStream,
  'a scheduled rule goes on, and does not make up a minute that was missed': scheduledRule,
  'a multipart upload is completed with the parts that were sent': multipartUpload,
  'an alarm has its state': alarmState,
  'metrics of the last three hours are there': metricsOfThreeHours,
  'a log stream is there with its events': logStream,
};

/** How old the first life is when the others begin, unless that took longer. */
const AGES_MS = { second: 70_000, third: 235_000 };

const dataDir = join(mkdtempSync(join(tmpdir(), 'darkroom-around-')), 'data');
const lives: Life[] = [];
const things = Object.entries(THINGS);

const lateFor = (age: number, first: Life, least = 0) => Math.max(least, first.born + age - Date.now());

beforeAll(async () => {
  const first = await begin(dataDir, { lateMs: 0, refuses: true });
  lives.push(first);
  for (const [, thing] of things) await thing.first(first);
  await first.kill();
});

afterAll(async () => {
  await lives.at(-1)?.kill();
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

describe('after SIGKILL', () => {
  let lateMs = 0;

  beforeAll(async () => {
    const [first] = lives;
    if (!first) return;
    lateMs = lateFor(AGES_MS.second, first);
    lives.push(await begin(dataDir, { lateMs, refuses: true }));
  });

  it.each(things.filter(([, { second }]) => second))('%s', async (_, { second }) => {
    const life = lives.at(-1);
    if (life) await second?.(life);
  });

  describe('and once more', () => {
    beforeAll(async () => {
      const [first, second] = lives;
      if (!first || !second) return;
      await second.kill();
      lives.push(await begin(dataDir, { lateMs: lateFor(AGES_MS.third, first, lateMs), refuses: false }));
    });

    it.each(things.filter(([, { third }]) => third))('%s', async (_, { third }) => {
      const life = lives.at(-1);
      if (life) await third?.(life, lives.slice(0, -1));
    });
  });
});
