import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { treeSampler } from '../../../bench/lab/process-tree.ts';
import { stageShares } from '../../../bench/lab/stage-shares.ts';

const event = (id: number, previousEventId: number, type: HistoryEvent['type'], seconds: number, name?: string) => ({
  id,
  previousEventId,
  type,
  timestamp: new Date(seconds * 1000),
  ...(name === undefined ? {} : { stateExitedEventDetails: { name } }),
});

it('the time of executions divides among their tasks, from entering to leaving', () => {
  const history = [
    event(1, 0, 'ExecutionStarted', 0),
    event(2, 0, 'TaskStateEntered', 0),
    event(3, 2, 'TaskScheduled', 0),
    event(4, 0, 'TaskStateEntered', 0),
    event(5, 4, 'TaskScheduled', 0),
    event(6, 5, 'TaskSucceeded', 1),
    event(7, 6, 'TaskStateExited', 1, 'Resize'),
    event(8, 3, 'TaskSucceeded', 3),
    event(9, 8, 'TaskStateExited', 3, 'Convert'),
    event(10, 9, 'PassStateEntered', 3),
    event(11, 10, 'PassStateExited', 3, 'Note'),
  ];
  expect(stageShares([history, history])).toEqual([
    'Convert  75.0 % of the time in tasks',
    'Resize   25.0 % of the time in tasks',
  ]);
});

it.runIf(process.platform === 'linux')('the memory of a process and its descendants', async () => {
  // Of the resident pages those of the program's text are shared with whoever else runs it.
  const { rss, heapTotal } = process.memoryUsage();
  expect(treeSampler(process.pid)()).toBeGreaterThan(heapTotal);
  expect(treeSampler(process.pid)()).toBeLessThan(2 * rss);
  expect(treeSampler(2 ** 30)()).toBe(0);
});
