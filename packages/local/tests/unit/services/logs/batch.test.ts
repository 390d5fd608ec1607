import { expect, it } from 'vitest';
import { readBatch } from '#services/logs/batch.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const at = (...ages: readonly number[]) => ({
  logEvents: ages.map((age) => ({ timestamp: NOW - age, message: String(age) })),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
it.each<[string, object, number | undefined, readonly number[], object | undefined]>([
  ['all that is of the last days', at(DAY, 0), undefined, [DAY, 0], undefined],
  [
    'not what is older than fourteen days',
    at(14.5 * DAY, 14 * DAY, 13.9 * DAY),
    undefined,
    [14 * DAY, 13.9 * DAY],
    { tooOldLogEventEndIndex: 1 },
  ],
  ['not what is to come', at(0, -DAY / 24, -DAY / 8), undefined, [0, -DAY / 24], { tooNewLogEventStartIndex: 2 }],
  ['not what the group does not keep', at(1.5 * DAY, 0.9 * DAY), 1, [0.9 * DAY], { expiredLogEventEndIndex: 1 }],
])('takes %s', (_, input, retention, taken, rejected) => {
  const read = readBatch({ ...input }, NOW, retention);
  expect(read.taken.map(({ message }) => Number(message))).toEqual(taken);
  expect(read.rejected).toEqual(rejected);
});

it.each<[string, object, RegExp]>([
  ['no events', { logEvents: [] }, /'logEvents' .*length greater than or equal to 1$/],
  ['an empty event', { logEvents: [{ timestamp: NOW, message: '' }] }, /'logEvents\.1\.member\.message' /],
  ['events out of order', at(0, 1), /must be in chronological order\.$/],
  ['events of two days', at(1.5 * DAY, 0), /cannot span more than 24 hours\.$/],
  [
    'too much',
    { logEvents: [{ timestamp: NOW, message: 'x'.repeat(1_048_576) }] },
    /^Upload too large: 1048602 bytes exceeds limit of 1048576$/,
  ],
])('refuses %s', (_, input, message) => {
  expect(() => readBatch({ ...input }, NOW, undefined)).toThrow(message);
});
