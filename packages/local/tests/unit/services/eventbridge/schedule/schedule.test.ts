import { describe, expect, it } from 'vitest';
import { parseSchedule } from '#services/eventbridge/schedule/schedule.ts';

const start = Date.UTC(2026, 0, 15, 12, 0, 30); // a Thursday
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe('schedules', () => {
  it.each([
    ['rate(1 minute)', '2026-01-15T12:01:30.000Z'],
    ['rate(5 minutes)', '2026-01-15T12:05:30.000Z'],
    ['rate(1 hour)', '2026-01-15T13:00:30.000Z'],
    ['rate(7 days)', '2026-01-22T12:00:30.000Z'],
    ['cron(0 10 * * ? *)', '2026-01-16T10:00:00.000Z'],
    ['cron(15 12 * * ? *)', '2026-01-15T12:15:00.000Z'],
    ['cron(0 18 ? * MON-FRI *)', '2026-01-15T18:00:00.000Z'],
    ['cron(0 8 1 * ? *)', '2026-02-01T08:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-01-15T12:15:00.000Z'],
    ['cron(0/10 * ? * MON-FRI *)', '2026-01-15T12:10:00.000Z'],
    ['cron(0 12 ? * SUN *)', '2026-01-18T12:00:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-01-31T00:00:00.000Z'],
    ['cron(0 0 ? * L *)', '2026-01-17T00:00:00.000Z'],
    ['cron(0 10 3W * ? *)', '2026-02-03T10:00:00.000Z'],
    ['cron(0 10 ? * MON#2 *)', '2026-02-09T10:00:00.000Z'],
    ['cron(0 10 ? * THUL *)', '2026-01-29T10:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2028-02-29T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2027)', '2027-01-01T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2025)', undefined],
  ])('%s is due next at %s', (expression, expected) => {
    expect(iso(parseSchedule(expression, start)(start))).toBe(expected);
  });

  it('keeps a rate even', () => {
    const next = parseSchedule('rate(5 minutes)', start);
    expect(next(start + 300_000)).toBe(start + 600_000);
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(5 weeks)',
    'every 5 minutes',
    'cron(0 10 * * *)',
    'cron(0 10 * * * *)',
    'cron(0 10 ? * ? *)',
    'cron(60 10 * * ? *)',
    'cron(0 10 32W * ? *)',
    'cron(0 10 ? * MON#6 *)',
  ])('refuses %s', (expression) => {
    expect(() => parseSchedule(expression, start)).toThrow(/ScheduleExpression is not valid/);
  });
});
