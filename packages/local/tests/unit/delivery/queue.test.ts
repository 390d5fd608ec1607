import { ManualClock, settle } from '@safelight/asl/testing/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '#local/delivery/retry.ts';
import {
  type DeadLetter,
  type Delivery,
  type DeliveryPorts,
  type DeliveryQueue,
  openDeliveryQueue,
} from '#services/eventbridge/delivery/queue.ts';
import type { Target } from '#services/eventbridge/rules/target.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { sampleEvent } from '#tests/unit/services/eventbridge/event.ts';

const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead';
const throttled = new DeliveryError('SDK_CLIENT_ERROR', 'throttled', true);
const forbidden = new DeliveryError('NO_PERMISSIONS', 'not authorized', false);

class Recorder implements DeliveryPorts {
  readonly delivered: string[] = [];
  readonly letters: DeadLetter[] = [];
  readonly lines: string[] = [];
  answer: (attempt: number) => DeliveryError | undefined = () => undefined;
  attempts = 0;
  atOnce = 0;
  most = 0;

  async deliver({ id }: Delivery): Promise<void> {
    this.most = Math.max(this.most, ++this.atOnce);
    await new Promise(setImmediate);
    this.atOnce -= 1;
    const error = this.answer(this.attempts++);
    if (error) throw error;
    this.delivered.push(id);
  }

  async sendToDeadLetterQueue(letter: DeadLetter): Promise<void> {
    this.letters.push(letter);
  }

  report(line: string): void {
    this.lines.push(line);
  }
}

let database: Database;
let clock: ManualClock;
let ports: Recorder;

beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  clock = new ManualClock();
  ports = new Recorder();
});

const open = (): DeliveryQueue => openDeliveryQueue({ database, clock, random: { next: () => 0.5 }, ports });

const delivery = (id: string, settings: Partial<Target> = {}): Delivery => ({
  id,
  ruleArn: 'arn:aws:events:us-east-1:000000000000:rule/r',
  target: {
    Id: 't',
    Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
    DeadLetterConfig: { Arn: DEAD },
    ...settings,
  },
  event: sampleEvent,
  input: '{}',
  accepted: clock.now(),
});

describe('the delivery queue', () => {
  it('delivers a burst in bounded concurrency and forgets it', async () => {
    const queue = open();
    queue.start();
    queue.add(Array.from({ length: 2000 }, (_, index) => delivery(String(index))));
    while (queue.pending > 0) await settle(1);
    expect(ports.delivered).toHaveLength(2000);
    expect(ports.most).toBe(64);
    expect(open().pending).toBe(0);
  });

  it('waits for the start, and takes up what an earlier run left', async () => {
    const first = open();
    first.add([delivery('a'), delivery('b')]);
    await settle();
    expect(ports.delivered).toEqual([]);
    first.close();
    const second = open();
    expect(second.pending).toBe(2);
    second.start();
    await settle();
    expect(ports.delivered).toEqual(['a', 'b']);
  });

  it('keeps what fails while it is being closed', async () => {
    ports.answer = () => forbidden;
    const queue = open();
    queue.start();
    queue.add([delivery('a')]);
    queue.close();
    await settle();
    expect(ports.letters).toEqual([]);
    expect(open().pending).toBe(1);
  });

  it('retries with backoff until it succeeds', async () => {
    ports.answer = (attempt) => (attempt < 3 ? throttled : undefined);
    const queue = open();
    queue.start();
    queue.add([delivery('a')]);
    await clock.advance(749);
    expect(ports.attempts).toBe(1);
    await clock.advance(1);
    expect(ports.attempts).toBe(2);
    await clock.advance(10_000);
    expect(ports.delivered).toEqual(['a']);
    expect(queue.pending).toBe(0);
  });

  it('retries as often as the policy says, then sends a dead letter with its attributes', async () => {
    ports.answer = () => throttled;
    const queue = open();
    queue.start();
    queue.add([delivery('a', { RetryPolicy: { MaximumRetryAttempts: 2 } })]);
    await clock.advance(60_000);
    expect(ports.attempts).toBe(3);
    expect(ports.letters).toMatchObject([
      {
        queueArn: DEAD,
        attributes: {
          RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/r',
          TARGET_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
          ERROR_CODE: 'SDK_CLIENT_ERROR',
          ERROR_MESSAGE: 'throttled',
          RETRY_ATTEMPTS: '2',
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        },
      },
    ]);
    expect(queue.pending).toBe(0);
  });

  it('gives up at the greatest age', async () => {
    ports.answer = () => throttled;
    const queue = open();
    queue.start();
    queue.add([delivery('a', { RetryPolicy: { MaximumEventAgeInSeconds: 60 } })]);
    await clock.advance(120_000);
    expect(ports.letters[0]?.attributes.EXHAUSTED_RETRY_CONDITION).toBe('MaximumEventAgeInSeconds');
  });

  it('retries nothing that cannot get better', async () => {
    ports.answer = () => forbidden;
    const queue = open();
    queue.start();
    queue.add([delivery('a')]);
    await settle();
    expect(ports.attempts).toBe(1);
    expect(ports.letters[0]?.attributes).toMatchObject({ ERROR_CODE: 'NO_PERMISSIONS', RETRY_ATTEMPTS: '0' });
    expect(ports.letters[0]?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
    expect(ports.lines[0]).toMatch(/was not reached: NO_PERMISSIONS/);
  });

  it('lets others pass while one waits for its retry', async () => {
    ports.answer = (attempt) => (attempt === 0 ? throttled : undefined);
    const queue = open();
    queue.start();
    queue.add([delivery('slow'), ...Array.from({ length: 100 }, (_, index) => delivery(String(index)))]);
    await settle();
    expect(ports.delivered).toHaveLength(100);
    expect(queue.pending).toBe(1);
  });
});
