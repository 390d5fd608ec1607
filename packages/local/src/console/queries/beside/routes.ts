import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ConsoleConnection, ConsoleRoutes } from '#local/console/extension.ts';
import { alarmRoutes } from './alarms.ts';
import { logRoutes } from './logs.ts';
import { metricRoutes } from './metrics.ts';
import { queueRoutes } from './queues.ts';
import { ruleRoutes } from './rules.ts';
import { tableRoutes } from './tables.ts';
import { topicRoutes } from './topics.ts';

/** What the page asks about what runs beside the workflows, by the clients of any user. */
export function besideRoutes(
  config: Pick<ConsoleConnection, 'endpoint' | 'requestHandler' | 'region' | 'credentials'>,
) {
  const cloudwatch = new CloudWatchClient(config);
  return {
    ...tableRoutes(new DynamoDBClient(config)),
    ...queueRoutes(new SQSClient(config)),
    ...topicRoutes(new SNSClient(config)),
    ...ruleRoutes(new EventBridgeClient(config)),
    ...logRoutes(new CloudWatchLogsClient(config), new LambdaClient(config)),
    ...metricRoutes(cloudwatch),
    ...alarmRoutes(cloudwatch),
  } satisfies ConsoleRoutes;
}
