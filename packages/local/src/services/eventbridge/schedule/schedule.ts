import { AwsError } from '#gateway/aws-error.ts';
import { type NextTime, parseCron } from '#local/events/times/cron.ts';
import { cannotUse, parseRate } from '#local/events/times/rate.ts';

/**
 * `rate(5 minutes)`, counted from `startMs`, or `cron(…)`. Throws ValidationException.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string, startMs: number): NextTime {
  const [, kind, body = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  try {
    if (kind === 'rate') return rate(body, startMs);
    if (kind === 'cron') return parseCron(body.trim().split(/\s+/));
  } catch (error) {
    throw invalid(error instanceof Error ? `: ${error.message}` : '');
  }
  throw invalid('');
}

/** One is of a unit, more are of units: a rule takes nothing else. */
function rate(body: string, startMs: number): NextTime {
  const { count, isPlural, everyMs } = parseRate(body);
  if ((count === 1) === isPlural) throw cannotUse(body);
  return (afterMs) => startMs + (Math.floor((afterMs - startMs) / everyMs) + 1) * everyMs;
}

const invalid = (why: string) =>
  new AwsError('ValidationException', `Parameter ScheduleExpression is not valid${why}.`);
