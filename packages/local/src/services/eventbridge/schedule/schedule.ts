import { AwsError } from '#gateway/aws-error.ts';
import { type NextTime, parseCron } from '#services/eventbridge/schedule/cron.ts';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`, counted from `startMs`, or `cron(…)`. Throws ValidationException.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string, startMs: number): NextTime {
  const [, kind, body = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  try {
    if (kind === 'rate') return parseRate(body, startMs);
    if (kind === 'cron') return parseCron(body.trim().split(/\s+/));
  } catch (error) {
    throw invalid(error instanceof Error ? `: ${error.message}` : '');
  }
  throw invalid('');
}

function parseRate(body: string, startMs: number): NextTime {
  const [, count = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const every = Number(count) * (unitMs[unit] ?? 0);
  if (!every || (Number(count) === 1) === (plural === 's')) throw new Error(`rate cannot use "${body}"`);
  return (afterMs) => startMs + (Math.floor((afterMs - startMs) / every) + 1) * every;
}

const invalid = (why: string) =>
  new AwsError('ValidationException', `Parameter ScheduleExpression is not valid${why}.`);
