import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { VisitReader } from '#local/console/history/read-visits.ts';
import { settle } from '#local/console/history/settle.ts';
import { type Picked, summarize } from '#local/console/history/summary.ts';

/** `[type, id of the event before, details]`; ids count from 1, and so do the seconds. */
type Line = readonly [type: string, after: number, details?: object];

function read(lines: readonly Line[], isRunning = false): VisitReader {
  const reader = new VisitReader();
  for (const [index, [type, previousEventId, details = {}]] of lines.entries()) {
    const timestamp = new Date((index + 1) * 1_000);
    reader.read({
      id: index + 1,
      previousEventId,
      type,
      timestamp,
      someEventDetails: details,
    } as unknown as HistoryEvent);
  }
  settle(reader.visits, isRunning);
  return reader;
}

function summaries(lines: readonly Line[], isRunning = false, picked: Picked = {}) {
  return Object.fromEntries(
    Object.entries(summarize(read(lines, isRunning).visits, picked)).map(([name, state]) => {
      const { status, visits, attempts, items, error } = state;
      const notes = [
        visits > 1 && `${visits} runs`,
        attempts > visits && `${attempts} attempts`,
        items && `${items.succeeded} of ${items.total} items${items.failed > 0 ? `, ${items.failed} failed` : ''}`,
      ];
      return [name, [status, notes.filter(Boolean).join(', '), error].filter(Boolean).join(' | ')];
    }),
  );
}

const task = (name: string): Line => ['TaskStateEntered', 0, { name }];
const broken = { error: 'Broken', cause: 'it' };

describe('what became of a state', () => {
  const begun: readonly Line[] = [task('A'), ['TaskScheduled', 1], ['TaskStarted', 2]];
  const failed: readonly Line[] = [...begun, ['TaskFailed', 3, broken]];
  const again: readonly Line[] = [...failed, ['TaskScheduled', 4], ['TaskStarted', 5]];

  it.each<[string, readonly Line[], boolean, string]>([
    ['succeeded', [...begun, ['TaskSucceeded', 3], ['TaskStateExited', 4, { name: 'A' }]], false, 'succeeded'],
    ['runs', begun, true, 'running'],
    ['waits for another attempt', failed, true, 'retrying | Broken'],
    ['is in another attempt', again, true, 'running | 2 attempts | Broken'],
    [
      'succeeded after another attempt',
      [...again, ['TaskSucceeded', 6], ['TaskStateExited', 7, { name: 'A' }]],
      false,
      'succeeded | 2 attempts | Broken',
    ],
    ['failed, and was caught', [...failed, ['TaskStateExited', 4, { name: 'A' }]], false, 'caught | Broken'],
    ['failed, and its execution with it', [...failed, ['ExecutionFailed', 4, broken]], false, 'failed | Broken'],
    ['timed out', [...begun, ['TaskTimedOut', 3, { error: 'States.Timeout' }]], false, 'failed | States.Timeout'],
    ['was running when the execution was aborted', [...begun, ['ExecutionAborted', 3]], false, 'aborted'],
    ['was running when the execution timed out', [...begun, ['ExecutionTimedOut', 3]], false, 'aborted'],
  ])('%s', (_, lines, isRunning, expected) => expect(summaries(lines, isRunning)).toEqual({ A: expected }));

  it('fails in a Fail state with the error of the execution', () => {
    const lines: readonly Line[] = [
      ['FailStateEntered', 0, { name: 'Over' }],
      ['ExecutionFailed', 1, broken],
    ];
    expect(summaries(lines)).toEqual({ Over: 'failed | Broken' });
  });
});

describe('states with states inside', () => {
  const map: readonly Line[] = [
    ['MapStateEntered', 0, { name: 'Each' }],
    ['MapStateStarted', 1, { length: 2 }],
    ['MapIterationStarted', 2, { name: 'Each', index: 0 }],
    ['TaskStateEntered', 3, { name: 'Do' }],
    ['MapIterationStarted', 2, { name: 'Each', index: 1 }],
    ['TaskStateEntered', 5, { name: 'Do' }],
    ['TaskScheduled', 4],
    ['TaskScheduled', 6],
    ['TaskSucceeded', 7],
    ['TaskStateExited', 9, { name: 'Do' }],
    ['MapIterationSucceeded', 10, { name: 'Each', index: 0 }],
  ];

  it('counts the items of a Map that runs', () => {
    expect(summaries(map, true)).toEqual({ Each: 'running | 1 of 2 items', Do: 'running | 2 runs' });
  });

  it('tells the failure of an item from that of its Map', () => {
    const lines: readonly Line[] = [
      ...map,
      ['TaskFailed', 8, broken],
      ['MapIterationFailed', 12, { name: 'Each', index: 1 }],
      ['MapStateFailed', 13, broken],
      ['ExecutionFailed', 14, broken],
    ];
    expect(summaries(lines)).toEqual({
      Each: 'failed | 1 of 2 items, 1 failed | Broken',
      Do: 'failed | 2 runs | Broken',
    });
  });

  it('leaves the state of a branch for the state around it', () => {
    const lines: readonly Line[] = [
      ['ParallelStateEntered', 0, { name: 'Both' }],
      ['ParallelStateStarted', 1],
      ['PassStateEntered', 2, { name: 'Left' }],
      ['TaskStateEntered', 2, { name: 'Right' }],
      ['PassStateExited', 3, { name: 'Left' }],
      ['TaskFailed', 4, broken],
      ['ParallelStateFailed', 6, broken],
      ['ParallelStateExited', 7, { name: 'Both' }],
      ['PassStateEntered', 8, { name: 'After' }],
      ['PassStateExited', 9, { name: 'After' }],
    ];
    expect(summaries(lines, true)).toEqual({
      Both: 'caught | Broken',
      Left: 'succeeded',
      Right: 'failed | Broken',
      After: 'succeeded',
    });
  });

  it('tells each event its state, and in which attempt it was', () => {
    const { events } = read(map, true);
    expect(events.map(({ state, attempt }) => `${state} ${attempt}`)).toEqual([
      ...['Each 0', 'Each 1', 'Each 1', 'Do 0', 'Each 1', 'Do 0', 'Do 1', 'Do 1', 'Do 1', 'Do 1', 'Each 1'],
    ]);
  });

  it('are told of one item alone', () => {
    const items = summaries(map, true, { Each: 0 });
    expect(items).toEqual({ Each: 'running | 1 of 2 items', Do: 'succeeded' });
  });

  it('name what led to them, in their own branch and item', () => {
    const lines: readonly Line[] = [
      ['PassStateEntered', 0, { name: 'First' }],
      ['PassStateExited', 1, { name: 'First' }],
      ['MapStateEntered', 2, { name: 'Each' }],
      ['MapStateStarted', 3, { length: 1 }],
      ['MapIterationStarted', 4, { name: 'Each', index: 0 }],
      ['PassStateEntered', 5, { name: 'Do' }],
      ['PassStateExited', 6, { name: 'Do' }],
      ['PassStateEntered', 7, { name: 'Then' }],
    ];
    const { visits } = read(lines, true);
    expect(visits.map(({ name, after }) => [name, after])).toEqual([
      ['First', undefined],
      ['Each', 'First'],
      ['Do', undefined],
      ['Then', 'Do'],
    ]);
  });
});
