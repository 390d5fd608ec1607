import { expect, it } from 'vitest';
import { again } from '../../../../../scripts/photos/library/again.ts';
import { countsOf } from '../../../../../scripts/photos/library/counts.ts';
import { type Numbers, successLine } from '../../../../../scripts/photos/library/summary.ts';

it.each<[Numbers, string]>([
  [{ photos: 0, listed: 0, succeeded: 0, failed: 0 }, 'Nothing was selected: there are no photos to look at.'],
  [{ photos: 1, listed: 0, succeeded: 0, failed: 0 }, 'Nothing to do: 1 photo was looked at, and needed nothing.'],
  [{ photos: 19, listed: 0, succeeded: 0, failed: 0 }, 'Nothing to do: 19 photos were looked at, and needed nothing.'],
  [
    { photos: 10, listed: 7, succeeded: 5, failed: 2 },
    '10 photos were looked at: 5 developed, 3 needed nothing, 2 failed.',
  ],
  [
    { photos: 1, listed: 1, succeeded: 1, failed: 0 },
    '1 photo was looked at: 1 developed, 0 needed nothing, 0 failed.',
  ],
])('%j', (numbers, line) => {
  expect(successLine(numbers)).toBe(line);
});

it.each([
  [undefined, 'npm run library:reprocess -- --attach'],
  ['dev', 'npm run library:reprocess -- --attach'],
  ['prod', 'npm run library:reprocess -- --attach --stage prod'],
])('the command that goes on is for the stage: %s', (stage, command) => {
  expect(again('--attach', stage)).toBe(command);
});

it('a photo that an Express child has left to a Standard one counts once', () => {
  const itemCounts = (succeeded: number, failed: number) => ({
    ...{ pending: 0, running: 1, succeeded, failed, timedOut: 0, aborted: 0, total: 9, resultsWritten: 0 },
  });
  const developing = [itemCounts(3, 1), itemCounts(6, 1)].map((counts) => ({
    ...{ $metadata: {}, itemCounts: counts, mapRunArn: 'm', executionArn: 'e', status: 'RUNNING' as const },
    ...{ startDate: undefined, maxConcurrency: 1, toleratedFailurePercentage: 0, toleratedFailureCount: 0 },
    executionCounts: counts,
  }));
  expect(countsOf({ developing }, { photos: 10, left: 2 })).toEqual({ total: 10, succeeded: 7, failed: 2, running: 2 });
});
