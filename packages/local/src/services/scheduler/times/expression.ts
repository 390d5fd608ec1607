import { type NextTime, parseCron } from '#local/events/times/cron.ts';
import { parseRate } from '#local/events/times/rate.ts';
import { invalid } from '#services/scheduler/errors.ts';
import { timeZone, type Zone } from '#services/scheduler/times/zone.ts';

interface Timed {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  /** Seconds since the epoch. */
  readonly StartDate?: number | undefined;
  readonly EndDate?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/**
 * The times of a schedule: `at(…)` once, `rate(…)` from its start on, `cron(…)` by the clocks of its time zone, which skip a time in
 * spring and have it once in autumn. Throws ValidationException.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function timesOf(timed: Timed): NextTime {
  const { ScheduleExpression: expression, StartDate, EndDate } = timed;
  const zone = zoneOf(timed.ScheduleExpressionTimezone);
  const [, kind, body = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  const start = StartDate === undefined ? undefined : StartDate * 1000;
  try {
    // Dates are ignored for what is once.
    if (kind === 'at') return once(body, zone);
    if (kind === 'rate') return within(rate(body, start ?? timed.since), start, EndDate);
    if (kind === 'cron') return within(byClocks(parseCron(body.trim().split(/\s+/)), zone), start, EndDate);
  } catch (error) {
    throw invalid(`Invalid Schedule Expression ${expression}${error instanceof Error ? `: ${error.message}` : ''}.`);
  }
  throw invalid(`Invalid Schedule Expression ${expression}.`);
}

function zoneOf(name: string): Zone {
  try {
    return timeZone(name);
  } catch {
    throw invalid(`The value ${name} at 'scheduleExpressionTimezone' is no time zone of the IANA database.`);
  }
}

function once(body: string, zone: Zone): NextTime {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body)) throw new Error('at takes yyyy-mm-ddThh:mm:ss');
  const shown = Date.parse(`${body}Z`);
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 19) !== body)
    throw new Error('there is no such time');
  const moment = zone.moment(shown);
  return (afterMs) => (moment !== undefined && moment > afterMs ? moment : undefined);
}

/** The first is at the start. */
function rate(body: string, startMs: number): NextTime {
  const { everyMs } = parseRate(body);
  return (afterMs) => startMs + Math.max(0, Math.floor((afterMs - startMs) / everyMs) + 1) * everyMs;
}

function byClocks(next: NextTime, zone: Zone): NextTime {
  return (afterMs) => {
    for (let shown = next(zone.shown(afterMs)); shown !== undefined; shown = next(shown)) {
      const moment = zone.moment(shown);
      if (moment !== undefined && moment > afterMs) return moment;
    }
    return undefined;
  };
}

function within(next: NextTime, startMs: number | undefined, endSeconds: number | undefined): NextTime {
  return (afterMs) => {
    const time = next(startMs === undefined ? afterMs : Math.max(afterMs, startMs - 1));
    return time !== undefined && (endSeconds === undefined || time < endSeconds * 1000) ? time : undefined;
  };
}
