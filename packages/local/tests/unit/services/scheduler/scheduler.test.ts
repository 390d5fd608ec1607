import { localPlace } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '#local/delivery/retry.ts';
import { targetInput } from '#services/scheduler/delivery/target-input.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { openScheduler, QUEUE, ROLE, START, target, wanted } from './support.ts';

const MINUTE_MS = 60_000;

let clock: ManualClock;
let database: Database;
let chance: number;
/** `12:05 INPUT` of each invocation, at the time at which it was made. */
let invoked: string[];
let letters: { readonly attributes: Readonly<Record<string, string>>; readonly input: string }[];
let uses: string[];
let fails: (() => Error) | undefined;
let service: ReturnType<typeof open>;

beforeEach(() => {
  clock = new ManualClock(START);
  database = openDatabase({ file: IN_MEMORY });
  [invoked, letters, uses, chance, fails] = [[], [], [], 0, undefined];
  service = open();
});
afterEach(() => {
  service.close();
  database.close();
});

/** What an earlier one kept goes on. */
const open = () =>
  openScheduler({
    ...{ database, clock, random: { next: () => chance }, authorize: () => undefined },
    addUse: (kind, count) => void uses.push(`${kind} ${count}`),
    ports: {
      input: (invocation, attempt) => targetInput(invocation, attempt, localPlace),
      async invoke(_, input) {
        const error = fails?.();
        if (error) throw error;
        invoked.push(`${new Date(clock.now()).toISOString().slice(11, 16)} ${input}`);
      },
      async sendToDeadLetterQueue(letter) {
        letters.push(letter);
      },
      report: () => {},
    },
  });

const create = (expression: string, more?: JsonObject) => service.call('CreateSchedule', wanted(expression, more));
const pass = (minutes: number) => clock.advance(minutes * MINUTE_MS);

/** Nothing runs for so long; `advance` would wake what sleeps. */
function isOffFor(minutes: number): void {
  service.close();
  clock = new ManualClock(clock.now() + minutes * MINUTE_MS);
  service = open();
}

const times = () => invoked.map((line) => line.slice(0, 5));

describe('a schedule', () => {
  it.each([
    // Made at 12:00, off from 12:03 on.
    { schedule: 'cron(5 * * * ? *)', off: 10, on: 60, fires: ['13:05'] },
    { schedule: 'cron(* * * * ? *)', off: 10, on: 2, fires: ['12:01', '12:02', '12:03', '12:14', '12:15'] },
    { schedule: 'rate(10 minutes)', off: 4, on: 4, fires: ['12:00', '12:10'] },
    { schedule: 'rate(10 minutes)', off: 8, on: 10, fires: ['12:00', '12:20'] },
    { schedule: 'at(2026-01-15T12:05:00)', off: 10, on: 60, fires: [] },
    { schedule: 'at(2026-01-15T12:20:00)', off: 10, on: 60, fires: ['12:20'] },
  ])('$schedule does not make up what it missed while the system was off for $off minutes', async (row) => {
    await create(row.schedule);
    await pass(3);
    isOffFor(row.off);
    await pass(row.on);
    expect(times()).toEqual(row.fires);
  });

  it.each([
    {
      what: 'its input',
      update: wanted('rate(10 minutes)', { Target: { ...target, Input: 'y' } }),
      fires: ['12:00', '12:10'],
    },
    { what: 'another rate', update: wanted('rate(4 minutes)'), fires: ['12:00', '12:03', '12:07', '12:11', '12:15'] },
    { what: 'its end', update: wanted('rate(10 minutes)', { State: 'DISABLED' }), fires: ['12:00'] },
  ])('that is updated begins anew only with its times: $what', async ({ update, fires }) => {
    await create('rate(10 minutes)');
    await pass(3);
    await service.call('UpdateSchedule', update);
    await pass(12);
    expect(times()).toEqual(fires);
  });

  it('invokes anywhere in its flexible window, also after a restart in it', async () => {
    chance = 0.5;
    await create('at(2026-01-15T12:10:00)', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 20 } });
    await pass(12);
    expect(times()).toEqual([]);
    isOffFor(2);
    await pass(10);
    expect(times()).toEqual(['12:20']);
  });

  it('is gone after its last time where that is wanted', async () => {
    await create('at(2026-01-15T12:10:00)', { ActionAfterCompletion: 'DELETE' });
    await pass(11);
    expect(times()).toEqual(['12:10']);
    await expect(service.call('GetSchedule', { Name: 's' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('is over when it is deleted, and when its group is', async () => {
    await service.call('CreateScheduleGroup', { Name: 'other' });
    await create('rate(1 minute)');
    await create('rate(1 minute)', { GroupName: 'other', Target: { ...target, Input: 'y' } });
    await pass(1);
    await service.call('DeleteSchedule', { Name: 's' });
    await pass(1);
    await service.call('DeleteScheduleGroup', { Name: 'other' });
    await pass(5);
    expect(invoked).toEqual(['12:00 x', '12:00 y', '12:01 x', '12:01 y', '12:02 y']);
    await expect(service.call('GetSchedule', { Name: 's', GroupName: 'other' })).rejects.toThrow('does not exist');
  });
});

describe('the target', () => {
  it('gets the input with what is known of the invocation, at each attempt', async () => {
    const Input =
      '{"a":"<aws.scheduler.schedule-arn>","t":"<aws.scheduler.scheduled-time>","e":"<aws.scheduler.execution-id>","n":"<aws.scheduler.attempt-number>"}';
    let failures = 1;
    fails = () => (failures-- > 0 ? new DeliveryError('Busy', 'busy', true) : undefined) as Error;
    await create('at(2026-01-15T12:10:00)', { Target: { ...target, Input } });
    await pass(15);
    // Retries are no invocations of their own.
    expect(uses).toEqual(['scheduler.invocation 1']);
    expect(JSON.parse(invoked[0]?.slice(6) ?? '')).toEqual({
      a: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/s',
      t: '2026-01-15T12:10:00Z',
      e: 'id-1',
      n: '2',
    });
  });

  it('that has no input gets an event', async () => {
    await create('rate(1 hour)', { Target: { Arn: QUEUE, RoleArn: ROLE } });
    await pass(1);
    // All members of one that a function on AWS logged; its detail is a text.
    expect(JSON.parse(invoked[0]?.slice(6) ?? '')).toEqual({
      ...{ version: '0', id: 'id-1', 'detail-type': 'Scheduled Event', source: 'aws.scheduler' },
      ...{ account: '000000000000', time: '2026-01-15T12:00:00Z', region: 'us-east-1' },
      ...{ resources: ['arn:aws:scheduler:us-east-1:000000000000:schedule/default/s'], detail: '{}' },
    });
  });

  it.each([
    [
      'is not tried again where that cannot help',
      new DeliveryError('AccessDeniedException', 'no', false),
      0,
      undefined,
    ],
    ['is tried as often as its policy says', new DeliveryError('Busy', 'busy', true), 2, 'MaximumRetryAttempts'],
  ])('%s, and the dead-letter queue hears of it', async (_, error, retries, condition) => {
    fails = () => error;
    const more = { RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: `${QUEUE}-dead` } };
    await create('at(2026-01-15T12:10:00)', { Target: { ...target, ...more } });
    await pass(60);
    expect(letters).toMatchObject([
      {
        input: 'x',
        attributes: {
          ...{ ERROR_CODE: error.code, RETRY_ATTEMPTS: `${retries}`, TARGET_ARN: QUEUE, EXECUTION_ID: 'id-1' },
          ...{ SCHEDULED_TIME: '2026-01-15T12:10:00Z', IS_PAYLOAD_TRUNCATED: 'false' },
          ...(condition && { EXHAUSTED_RETRY_CONDITION: condition }),
        },
      },
    ]);
  });
});
