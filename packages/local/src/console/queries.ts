import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { ConsoleConnection, ConsoleRoutes } from './extension.ts';
import { createRunQueries } from './run-queries.ts';

const NEWEST = 60;

/** What the page asks of any stack. Everything goes through the same SDK clients that a user would take. */
export function generalRoutes({ endpoint, requestHandler, region, credentials }: ConsoleConnection): ConsoleRoutes {
  const config = { endpoint, requestHandler, region, credentials };
  const cloudwatch = new CloudWatchClient(config);
  const runs = createRunQueries(new SFNClient(config));
  return {
    'GET executions': async () => ({ kind: 'json', value: await runs.newest(NEWEST) }),
    'GET execution': async ({ of }) => ({ kind: 'json', value: await runs.one(of) }),
    async 'GET alarms'() {
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
      const value = MetricAlarms.map(
        ({ AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp }) => {
          return { AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp };
        },
      );
      return { kind: 'json', value };
    },
  };
}
