import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { DefinitionFiles } from '#local/console/definition-file.ts';
import type { ConsoleConnection, ConsoleRoutes } from '#local/console/extension.ts';
import { besideRoutes } from './beside/routes.ts';
import { executionRoutes } from './execution/routes.ts';
import { executionsRoutes } from './executions/routes.ts';
import { expressRoutes } from './express/routes.ts';
import { machineRoutes } from './machine/routes.ts';
import { mapRunRoutes } from './map-run.ts';
import { taskRoutes } from './tasks.ts';

/** What the page asks of any stack. Everything goes through the same SDK clients that a user would take. */
export function generalRoutes(
  { endpoint, requestHandler, region, credentials }: ConsoleConnection,
  files: DefinitionFiles,
): ConsoleRoutes {
  const config = { endpoint, requestHandler, region, credentials };
  const states = new SFNClient(config);
  const logs = new CloudWatchLogsClient(config);
  return {
    ...executionsRoutes(states, logs),
    ...executionRoutes(states, logs),
    ...expressRoutes(states),
    ...machineRoutes(states, files),
    ...mapRunRoutes(states),
    ...taskRoutes(states),
    ...besideRoutes(config),
    // An application has some.
    'GET samples': async () => ({ kind: 'json', value: [] }),
  };
}
