import type { HistoryEvent } from '@safelight/asl/history/events';
import { expect, it } from 'vitest';
import { transitionCounter } from '#local/usage/transitions.ts';

/** `type` after the event of that id; a name is that of the state that is entered. */
type Told = readonly [type: HistoryEvent['type'], previousEventId: number, name?: string];

const eventsOf = (told: readonly Told[]): HistoryEvent[] =>
  told.map(([type, previousEventId, name], index) => ({
    ...{ id: index + 1, previousEventId, timestamp: 0, type },
    ...(name !== undefined && {
      stateEnteredEventDetails: { name, input: '{}', inputDetails: { truncated: false } },
    }),
  }));

it.each<[string, readonly Told[], readonly string[]]>([
  [
    'each state that is entered',
    [
      ['ExecutionStarted', 0],
      ['PassStateEntered', 0, 'A'],
      ['PassStateExited', 2],
      ['SucceedStateEntered', 3, 'B'],
    ],
    ['A', 'B'],
  ],
  [
    'each attempt of a task after the first',
    [
      ['TaskStateEntered', 0, 'T'],
      ['TaskScheduled', 1],
      ['TaskStarted', 2],
      ['TaskFailed', 3],
      ['TaskScheduled', 4],
      ['TaskStarted', 5],
      ['TaskFailed', 6],
      ['TaskScheduled', 7],
    ],
    ['T', 'T', 'T'],
  ],
  [
    'a Map that runs again, and the states of its iterations',
    [
      ['MapStateEntered', 0, 'M'],
      ['MapStateStarted', 1],
      ['MapIterationStarted', 2],
      ['PassStateEntered', 3, 'Inner'],
      ['MapStateFailed', 2],
      ['MapStateStarted', 5],
    ],
    ['M', 'Inner', 'M'],
  ],
  [
    'branches apart from each other',
    [
      ['ParallelStateEntered', 0, 'P'],
      ['ParallelStateStarted', 1],
      ['TaskStateEntered', 2, 'X'],
      ['TaskStateEntered', 2, 'Y'],
      ['TaskScheduled', 3],
      ['TaskScheduled', 4],
      ['TaskFailed', 5],
      ['TaskScheduled', 7],
    ],
    ['P', 'X', 'Y', 'X'],
  ],
  ['nothing of a task that was entered before a restart', [['TaskScheduled', 40]], []],
])('counts %s', (_name, told, expected) => {
  const counted: string[] = [];
  const count = transitionCounter((state) => counted.push(state));
  for (const event of eventsOf(told)) count(event);
  expect(counted).toEqual(expected);
});
