import { describe, expect, it } from 'vitest';
import { timesOf } from '#services/scheduler/times/expression.ts';

const SINCE = Date.UTC(2026, 0, 15, 12);
const seconds = (iso: string) => Date.parse(iso) / 1000;

interface Row {
  readonly expression: string;
  readonly zone?: string;
  readonly start?: string;
  readonly end?: string;
  /** After which the first is asked for. */
  readonly after?: string;
  readonly times: readonly string[];
}

function times({ expression, zone = 'UTC', start, end, after, times: expected }: Row): readonly string[] {
  const next = timesOf({
    ...{ ScheduleExpression: expression, ScheduleExpressionTimezone: zone, since: SINCE },
    ...(start !== undefined && { StartDate: seconds(start) }),
    ...(end !== undefined && { EndDate: seconds(end) }),
  });
  const found: string[] = [];
  for (
    let time = next(after === undefined ? SINCE - 1 : Date.parse(after));
    time !== undefined && found.length < Math.max(3, expected.length);
    time = next(time)
  )
    found.push(`${new Date(time).toISOString().slice(0, 16)}Z`);
  return found.slice(0, Math.max(expected.length, 1));
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
describe('the times of', () => {
  it.each<Row>([
    { expression: 'rate(5 minutes)', times: ['2026-01-15T12:00Z', '2026-01-15T12:05Z', '2026-01-15T12:10Z'] },
    { expression: 'rate(1 hours)', after: '2026-01-15T12:30:00Z', times: ['2026-01-15T13:00Z', '2026-01-15T14:00Z'] },
    { expression: 'rate(2 days)', start: '2026-01-20T08:00:00Z', times: ['2026-01-20T08:00Z', '2026-01-22T08:00Z'] },
    // Days are 24 hours, also where the clocks change.
    {
      ...{ expression: 'rate(1 day)', zone: 'America/New_York', start: '2026-03-07T14:00:00Z' },
      times: ['2026-03-07T14:00Z', '2026-03-08T14:00Z', '2026-03-09T14:00Z'],
    },
    { expression: 'at(2026-06-21T08:30:00)', times: ['2026-06-21T08:30Z'] },
    { expression: 'at(2026-06-21T08:30:00)', zone: 'Europe/Berlin', times: ['2026-06-21T06:30Z'] },
    { expression: 'at(2026-06-21T08:30:00)', end: '2026-01-16T00:00:00Z', times: ['2026-06-21T08:30Z'] },
    { expression: 'cron(0 3 ? * MON *)', times: ['2026-01-19T03:00Z', '2026-01-26T03:00Z'] },
    { expression: 'cron(0 3 ? * MON *)', zone: 'Asia/Kolkata', times: ['2026-01-18T21:30Z', '2026-01-25T21:30Z'] },
    { expression: 'cron(0 3 ? * MON *)', start: '2026-01-20T00:00:00Z', times: ['2026-01-26T03:00Z'] },
    { expression: 'cron(30 8 L * ? *)', times: ['2026-01-31T08:30Z', '2026-02-28T08:30Z'] },
    { expression: 'cron(0 0 15W * ? *)', times: ['2026-02-16T00:00Z', '2026-03-16T00:00Z', '2026-04-15T00:00Z'] },
    // Never into another month: the 1st of February and of March 2026 are Sundays.
    { expression: 'cron(0 0 1W * ? *)', times: ['2026-02-02T00:00Z', '2026-03-02T00:00Z', '2026-04-01T00:00Z'] },
    { expression: 'cron(0 0 31W * ? *)', times: ['2026-01-30T00:00Z', '2026-03-31T00:00Z'] },
    { expression: 'cron(0 0 ? * 2#3 *)', times: ['2026-01-19T00:00Z', '2026-02-16T00:00Z'] },
    { expression: 'cron(0 0 ? * FRIL *)', times: ['2026-01-30T00:00Z', '2026-02-27T00:00Z'] },
    { expression: 'cron(0 0 ? * 6L *)', times: ['2026-01-30T00:00Z'] },
    { expression: 'cron(0 12 1 1 ? 2027-2028)', times: ['2027-01-01T12:00Z', '2028-01-01T12:00Z'] },
    // The clocks go from 2:00 to 3:00 on the 29th of March, and from 3:00 back to 2:00 on the 25th of October.
    {
      ...{ expression: 'cron(30 2 * * ? *)', zone: 'Europe/Berlin', after: '2026-03-27T12:00:00Z' },
      times: ['2026-03-28T01:30Z', '2026-03-30T00:30Z'],
    },
    {
      ...{ expression: 'cron(30 2 * * ? *)', zone: 'Europe/Berlin', after: '2026-10-24T12:00:00Z' },
      times: ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    },
    {
      ...{ expression: 'cron(0/30 * * * ? *)', zone: 'Europe/Berlin', after: '2026-10-25T00:10:00Z' },
      times: ['2026-10-25T00:30Z', '2026-10-25T02:00Z'],
    },
  ])('$expression $zone', (row) => {
    expect(times(row)).toEqual(row.times);
  });

  it.each<Row>([
    { expression: 'at(2026-01-15T11:59:00)', times: [] },
    { expression: 'at(2026-03-29T02:30:00)', zone: 'Europe/Berlin', times: [] },
    { expression: 'rate(1 day)', end: '2026-01-15T12:00:00Z', times: [] },
    { expression: 'cron(0 0 1 1 ? 2020)', times: [] },
  ])('$expression $zone are none', (row) => {
    expect(times(row)).toEqual([]);
  });
});

describe('no schedule is', () => {
  it.each([
    ['every day', 'UTC'],
    ['rate(0 minutes)', 'UTC'],
    ['rate(5 weeks)', 'UTC'],
    ['at(2026-02-30T00:00:00)', 'UTC'],
    ['at(2026-01-01)', 'UTC'],
    ['cron(0 0 * * *)', 'UTC'],
    ['cron(0 0 * * * *)', 'UTC'],
    ['cron(0 0 32W * ? *)', 'UTC'],
    ['cron(0 0 ? * 2#6 *)', 'UTC'],
    ['cron(0 0 ? * 8L *)', 'UTC'],
    ['rate(5 minutes)', 'Europe/Atlantis'],
  ])('%s in %s', (expression, zone) => {
    expect(() => timesOf({ ScheduleExpression: expression, ScheduleExpressionTimezone: zone, since: SINCE })).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });
});
