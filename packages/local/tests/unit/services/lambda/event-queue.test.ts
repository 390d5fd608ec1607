import { ManualClock, settle } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unrecorded } from '#local/metrics/metric.ts';
import { tooManyRequests } from '#services/lambda/errors.ts';
import { createAsyncInvoker } from '#services/lambda/events/async-invoker.ts';
import { openEventQueue } from '#services/lambda/events/event-queue.ts';
import { defaultInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import type { ExecutedInvocation } from '#services/lambda/invocation/executor.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { integer } from '#store/kinds.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const ok: ExecutedInvocation = { status: 'success', payload: Buffer.from('"done"'), logTail: '' };
const failure: ExecutedInvocation = { status: 'error', payload: Buffer.from('{}'), logTail: '' };
type Answer = ExecutedInvocation | 'throttled' | 'nothing';

const notify = lambdaFunction('notify');
const event = { requestId: 'r-1', traceId: 't', clientContext: 'c', event: Buffer.from('{"n":"ü"}') };

let database: Database;
let clock: ManualClock;
beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  clock = new ManualClock();
});
afterEach(() => database.close());

/** How many are kept. */
const kept = () =>
  database.query({ sql: 'SELECT count(*) AS n FROM lambda_events', takes: {}, gives: { n: integer } }).get({})?.n;

/** A queue as one run of the system has it, on the database of all of them. */
function open({ answers = [], functions = [notify] }: { answers?: Answer[]; functions?: (typeof notify)[] } = {}) {
  const seen: unknown[] = [];
  const sent: unknown[] = [];
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const invoke = createAsyncInvoker({
    clock,
    log,
    record: unrecorded,
    config: () => ({ ...defaultInvokeConfig, onSuccess: 'arn:ok' }),
    deliver: async ({ body }) => void sent.push(JSON.parse(body).requestContext.approximateInvokeCount),
    async invoke(_, invocation) {
      seen.push({ ...invocation, event: Buffer.from(invocation.event).toString() });
      const answer = answers.shift() ?? ok;
      if (answer === 'throttled') throw tooManyRequests('ConcurrentInvocationLimitExceeded');
      return answer === 'nothing' ? new Promise(() => {}) : answer;
    },
  });
  const find = (name: string) => {
    const found = functions.find((one) => one.name === name);
    if (!found) throw new Error('it is gone');
    return found;
  };
  const queue = openEventQueue({ database, clock, find, invoke, log, record: unrecorded });
  return { queue, seen, sent, lines };
}

it.each<{ what: string; answers: Answer[]; passed: number; waits: number; attempts: number }>([
  { what: 'waited for its third attempt', answers: [failure, failure], passed: 60_000, waits: 120_000, attempts: 3 },
  { what: 'was throttled', answers: ['throttled', 'throttled'], passed: 1_000, waits: 2_000, attempts: 1 },
  { what: 'was under way', answers: ['nothing'], passed: 0, waits: 0, attempts: 1 },
])('an event that $what when the system stopped goes on after a restart', async (row) => {
  const first = open({ answers: row.answers });
  first.queue.add(notify, event);
  await clock.advance(row.passed);
  first.queue.close();
  await settle();

  const second = open();
  second.queue.start();
  await clock.advance(Math.max(0, row.waits - 1));
  expect(second.seen).toHaveLength(row.waits === 0 ? 1 : 0);
  await clock.advance(1);
  expect(second.seen).toEqual([{ ...event, event: '{"n":"ü"}' }]);
  expect(second.sent).toEqual([row.attempts]);
  expect(first.lines).toEqual([]);
  expect(kept()).toBe(0);
});

it('an event whose function is gone after a restart is given up, and told of', async () => {
  const first = open({ answers: ['nothing'] });
  first.queue.add(notify, event);
  first.queue.close();
  const second = open({ functions: [] });
  second.queue.start();
  await settle();
  expect(second.lines).toEqual(['notify: an event was lost: Error: it is gone']);
  expect(kept()).toBe(0);
});

it('an event grows older while the system is off, and is not tried any more when it is too old', async () => {
  const first = open({ answers: ['throttled'] });
  first.queue.add(notify, event);
  await settle();
  first.queue.close();
  clock = new ManualClock(clock.now() + defaultInvokeConfig.maximumAgeSeconds * 1000);
  const second = open();
  second.queue.start();
  await settle();
  expect([second.seen, kept()]).toEqual([[], 0]);
});
