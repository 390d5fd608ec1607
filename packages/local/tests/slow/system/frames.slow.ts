import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '@safelight/asl/clock';
import { StatesError } from '@safelight/asl/error';
import { localPlace, systemIds, systemRandom } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { unchecked } from '@safelight/asl/ports';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createStatesService } from '#services/states/service.ts';
import { openDatabase } from '#store/database.ts';
import { unheard } from '#tests/support/unheard.ts';

const lambda = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const task = (more: object) => ({ Type: 'Task', Resource: lambda, ...more });
const named = (name: string, state: object) => ({ StartAt: name, States: { [name]: { End: true, ...state } } });

/** A bit of everything that goes on. */
const definition = {
  StartAt: 'Set',
  States: {
    Set: { Type: 'Pass', Assign: { 'id.$': '$.id' }, Next: 'Call' },
    Call: task({
      Retry: [{ ErrorEquals: ['Bad'], IntervalSeconds: 1, MaxAttempts: 3 }],
      Parameters: 'fails once',
      ResultPath: null,
      Next: 'Both',
    }),
    Both: {
      Type: 'Parallel',
      Branches: [named('Pause', { Type: 'Wait', Seconds: 1 }), named('Beside', task({}))],
      ResultPath: null,
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 2,
      ItemProcessor: named('Item', task({})),
      ResultPath: '$.done',
      Next: 'Children',
    },
    Children: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...named('Child', task({})),
      },
      ResultPath: '$.children',
      Next: 'Show',
    },
    Show: { Type: 'Pass', Parameters: { 'id.$': '$id', 'done.$': '$.done', 'children.$': '$.children' }, End: true },
  },
};
const OUTPUT = { id: 7, done: [1, 2, 3], children: [1, 2, 3] };

/** Seconds pass as milliseconds. */
const fast: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal) };

function openStates(folder: string, calls: string[] = []) {
  const database = openDatabase({ file: join(folder, 'store.db') });
  const states = createStatesService({
    ...unheard,
    ...{ database, clock: fast, ids: systemIds, random: systemRandom, place: localPlace, authorize: () => {} },
    tasks: {
      ...unchecked,
      async request({ parameters }) {
        calls.push(JSON.stringify(parameters));
        if (parameters === 'fails once' && calls.length === 1) throw new StatesError('Bad');
        return parameters;
      },
      unsupported: () => undefined,
      completion: (_, submitted) => Promise.resolve(submitted),
    },
    objects: {
      get: () => Promise.reject(new StatesError('nothing')),
      head: () => Promise.reject(new StatesError('nothing')),
      async *list() {},
      put: () => Promise.resolve(),
    },
    hasLogGroup: () => false,
  });
  return { database, states };
}

type States = ReturnType<typeof openStates>['states'];

const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:m:run';

const ended = (states: States): Promise<JsonObject> =>
  vi.waitFor(
    async () => {
      const described = await states.call('DescribeExecution', { executionArn });
      expect(described.status).not.toBe('RUNNING');
      return described;
    },
    { timeout: 60_000, interval: 1 },
  );

const historyOf = (states: States) => states.call('GetExecutionHistory', { executionArn, maxResults: 1000 });

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'frames-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Bytes of a log: its header, then frames, each with a header of its own. https://www.sqlite.org/fileformat2.html#walformat */
const LOG_HEADER = 32;
const FRAME = 24 + 4096;

/** Runs the whole of it, and answers the files of a process that was killed then. */
async function runOnce(): Promise<{ readonly source: string; readonly frames: number }> {
  const source = folder();
  const before = openStates(source);
  const { stateMachineArn } = await before.states.call('CreateStateMachine', {
    ...{ name: 'm', roleArn: 'arn:aws:iam::000000000000:role/r', definition: JSON.stringify(definition) },
  });
  // The log is empty then, and has nothing but the execution afterwards.
  before.database.close();
  const { database, states } = openStates(source);
  onTestFinished(() => database.close());
  const input = JSON.stringify({ id: 7, items: [1, 2, 3] });
  await states.call('StartExecution', { stateMachineArn: stateMachineArn ?? '', name: 'run', input });
  expect(await ended(states)).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(OUTPUT) });
  const bytes = readFileSync(join(source, 'store.db-wal')).length;
  return { source, frames: Math.floor((bytes - LOG_HEADER) / FRAME) };
}

function cut(source: string, into: string, bytes: number): void {
  mkdirSync(into, { recursive: true });
  for (const name of ['store.db', 'store.db-wal']) copyFileSync(join(source, name), join(into, name));
  truncateSync(join(into, 'store.db-wal'), bytes);
}

it('goes on from every frame of the log, and ends as it would have', { timeout: 120_000 }, async () => {
  const { source, frames } = await runOnce();
  expect(frames).toBeGreaterThan(20);
  const copies = folder();
  const seen = new Set<number>();
  for (let frame = 0; frame <= frames; frame += 1) {
    const copy = join(copies, String(frame));
    // Within a frame as well: what is torn is not there.
    cut(source, copy, LOG_HEADER + frame * FRAME + (frame % 3) * 1000);
    const { database, states } = openStates(copy, ['before']);
    const left = await historyOf(states).catch(() => undefined);
    if (left !== undefined && Array.isArray(left.events)) {
      seen.add(left.events.length);
      states.start();
      expect(await ended(states)).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(OUTPUT) });
      const { events = [] } = await historyOf(states);
      const all = events as readonly JsonObject[];
      expect(all.slice(0, left.events.length)).toEqual(left.events);
      expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
      expect(all.filter(({ type }) => String(type).startsWith('Execution'))).toHaveLength(2);
    }
    states.close();
    database.close();
  }
  expect(seen.size).toBeGreaterThan(6);
});
