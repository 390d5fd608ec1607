import { expect, it } from 'vitest';
import { findMapRun } from '#asl/execution/redrive/map-run.ts';
import type { HistoryEvent } from '#asl/history/events.ts';

const RUN = 'arn:aws:states:us-east-1:000000000000:mapRun:lab/Each:1';

const history = (...events: readonly Partial<HistoryEvent>[]): readonly HistoryEvent[] =>
  events.map((event, index) => ({
    id: index + 1,
    previousEventId: index,
    timestamp: 0,
    type: 'MapRunFailed',
    ...event,
  }));

const entered = { type: 'MapStateEntered' } as const;
const begun = { type: 'MapStateStarted' } as const;
const started = { type: 'MapRunStarted', mapRunStartedEventDetails: { mapRunArn: RUN } } as const;
const redriven = {
  type: 'MapRunRedriven',
  mapRunRedrivenEventDetails: { mapRunArn: RUN, redriveCount: 2 },
} as const;
const mapRunFailed = { type: 'MapRunFailed' } as const;
const failed = (error: string) => ({ type: 'ExecutionFailed', executionFailedEventDetails: { error } }) as const;
const threshold = failed('States.ExceedToleratedFailureThreshold');

it.each<[string, readonly HistoryEvent[], number | undefined]>([
  ['one that failed', history(entered, begun, started, mapRunFailed, threshold), 1],
  ['one that was redriven before', history(entered, begun, redriven, mapRunFailed, threshold), 3],
  ['one that was stopped', history(entered, begun, started, { type: 'ExecutionAborted' }), 1],
  ['none where it was never started', history(entered, begun, failed('States.ItemReaderFailed')), undefined],
  ['none where a retry had not begun one', history(entered, begun, started, mapRunFailed, begun, threshold), undefined],
  [
    'none where the results were too large',
    history(entered, begun, started, failed('States.DataLimitExceeded')),
    undefined,
  ],
  ['none where data led nowhere', history(entered, begun, started, failed('States.Runtime')), undefined],
  ['none that succeeded', history(entered, begun, started, { type: 'MapRunSucceeded' }, threshold), undefined],
])('goes on with %s', (_, events, redriveCount) => {
  expect(findMapRun(events)).toEqual(redriveCount && { arn: RUN, redriveCount });
});
