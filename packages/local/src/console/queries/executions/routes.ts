import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { systemClock } from '@safelight/asl/clock';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { createDetails } from './details.ts';
import { listExecutions } from './list.ts';

/** `GET executions?machine=&status=&name=&error=&from=&to=&after=`: a page of all executions, newest first. */
export function executionsRoutes(states: SFNClient, logs: CloudWatchLogsClient): ConsoleRoutes {
  const details = createDetails(states);
  return {
    async 'GET executions'({ query }) {
      const text = (name: string) => query.get(name) ?? '';
      const time = (name: string, otherwise: number) => (text(name) === '' ? otherwise : Date.parse(text(name)));
      const filter = {
        ...{ machine: text('machine'), status: text('status'), name: text('name'), error: text('error') },
        from: time('from', 0),
        to: time('to', Infinity),
      };
      return {
        kind: 'json',
        value: await listExecutions({ states, logs, details, now: systemClock.now }, filter, text('after')),
      };
    },
  };
}
