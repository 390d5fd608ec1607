import { localPlace } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventBridgeService } from '#services/eventbridge/service.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';

const MINUTE_MS = 60_000;
/** The full hour. */
const START = Date.UTC(2026, 0, 15, 12);

let clock: ManualClock;
let database: Database;
let fired: string[];
let service: ReturnType<typeof open>;

beforeEach(() => {
  clock = new ManualClock(START);
  database = openDatabase({ file: IN_MEMORY });
  fired = [];
  service = open();
});
afterEach(() => {
  service.close();
  database.close();
});

/** What an earlier one kept goes on. */
function open() {
  const opened = createEventBridgeService({
    ...{ database, clock, place: localPlace, ids: { uuid: () => 'id' }, random: { next: () => 0.5 } },
    authorize: () => {},
    record: () => {},
    ports: {
      async deliver({ event: { time } }) {
        fired.push(time.slice(11, 16));
      },
      sendToDeadLetterQueue: () => Promise.reject(new Error('nothing fails')),
      report: (line) => fired.push(line),
    },
  });
  opened.start();
  return opened;
}

async function put(ScheduleExpression: string, more: object = {}): Promise<void> {
  await service.call('PutRule', { Name: 'r', ScheduleExpression, ...more });
  const Targets = [{ Id: 'q', Arn: 'arn:aws:sqs:us-east-1:000000000000:q' }];
  await service.call('PutTargets', { Rule: 'r', Targets });
}

/** Nothing runs for so long; `advance` would wake what sleeps. */
function isOffFor(minutes: number): void {
  service.close();
  clock = new ManualClock(clock.now() + minutes * MINUTE_MS);
  service = open();
}

const pass = (minutes: number) => clock.advance(minutes * MINUTE_MS);

it.each<{ readonly schedule: string; readonly off: number; readonly on: number; readonly fires: readonly string[] }>([
  // Put at 12:00, off from 12:03.
  { schedule: 'cron(5 * * * ? *)', off: 10, on: 60, fires: ['13:05'] },
  { schedule: 'cron(* * * * ? *)', off: 10, on: 2, fires: ['12:01', '12:02', '12:03', '12:14', '12:15'] },
  { schedule: 'rate(1 minute)', off: 10, on: 2, fires: ['12:01', '12:02', '12:03', '12:14', '12:15'] },
  // Rates count from when the rule was put, not from the start of the system.
  { schedule: 'rate(10 minutes)', off: 4, on: 4, fires: ['12:10'] },
  { schedule: 'rate(10 minutes)', off: 8, on: 10, fires: ['12:20'] },
])('$schedule does not make up what it missed while the system was off for $off minutes', async (row) => {
  await put(row.schedule);
  await pass(3);
  isOffFor(row.off);
  await pass(row.on);
  expect(fired).toEqual(row.fires);
});

it.each([
  { what: 'its targets', more: {}, fires: ['12:10'] },
  { what: 'its description', more: { Description: 'again' }, fires: ['12:10'] },
  { what: 'nothing else than that it is on again', more: { State: 'DISABLED' }, fires: ['12:13'] },
])('a rate begins anew only with the schedule: put again with $what', async ({ more, fires }) => {
  await put('rate(10 minutes)');
  await pass(3);
  await put('rate(10 minutes)', more);
  await put('rate(10 minutes)');
  await pass(12);
  expect(fired).toEqual(fires);
});
