import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { ConsoleConnection, ConsoleRoutes } from '#local/console/extension.ts';
import { executionRoutes } from './execution/routes.ts';
import { executionsRoutes } from './executions/routes.ts';
import { expressRoutes } from './express.ts';
import { machineRoutes } from './machines.ts';
import { mapRunRoutes } from './map-run.ts';
import { taskRoutes } from './tasks.ts';

/** What the page asks of any stack. Everything goes through the same SDK clients that a user would take. */
export function generalRoutes({ endpoint, requestHandler, region, credentials }: ConsoleConnection): ConsoleRoutes {
  const config = { endpoint, requestHandler, region, credentials };
  const states = new SFNClient(config);
  const cloudwatch = new CloudWatchClient(config);
  return {
    ...executionsRoutes(states),
    ...executionRoutes(states),
    ...expressRoutes(states, new CloudWatchLogsClient(config)),
    ...machineRoutes(states),
    ...mapRunRoutes(states),
    ...taskRoutes(states),
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
