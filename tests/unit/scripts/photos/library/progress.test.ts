import { expect, it } from 'vitest';
import { type Counts, duration, progressLine } from '../../../../../scripts/photos/library/progress.ts';

const counts = (total: number | undefined, succeeded: number, failed: number): Counts => ({
  total,
  succeeded,
  failed,
  running: 10,
});

it.each<[Counts, number, string]>([
  [counts(undefined, 0, 0), 0, '0 done, 0 failed, 10 under way, 0.0/s'],
  [counts(100, 0, 0), 0, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 100, 0 failed, 0.0/s'],
  [counts(100, 47, 3), 2, '████████████░░░░░░░░░░░░ 50 of 100, 3 failed, 2.0/s, 25 s left'],
  [counts(100, 100, 0), 2, '████████████████████████ 100 of 100, 0 failed, 2.0/s'],
  // Photos that came after they were counted.
  [counts(1, 2, 0), 2, '████████████████████████ 2 of 1, 0 failed, 2.0/s'],
])('%j at %d a second', (counted, rate, line) => {
  expect(progressLine(counted, rate)).toBe(line);
});

it.each([
  [0.2, '1 s'],
  [59.4, '59 s'],
  [90, '2 min'],
  [3_725, '1 h 2 min'],
])('%d seconds', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
