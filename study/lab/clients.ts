import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { XRayClient } from '@aws-sdk/client-xray';
import type { Clock } from '@safelight/asl/clock';
import { signBy } from '@safelight/local/clients';
import type { System } from '@safelight/local/system';

export type StudyClients = ReturnType<typeof studyClients>;

/** Clients as any user would make them, but that they sign by the system's clock. Errors come at once: nothing is retried. */
export function studyClients({ endpoint, region, credentials }: System, clock: Clock) {
  const config = { endpoint, region, credentials, maxAttempts: 1, disableHostPrefix: true };
  const clients = {
    states: new SFNClient(config),
    sqs: new SQSClient(config),
    s3: new S3Client(config),
    lambda: new LambdaClient(config),
    events: new EventBridgeClient(config),
    dynamodb: new DynamoDBClient(config),
    streams: new DynamoDBStreamsClient(config),
    logs: new CloudWatchLogsClient(config),
    cloudwatch: new CloudWatchClient(config),
    xray: new XRayClient(config),
  };
  for (const client of Object.values(clients)) signBy(client, clock);
  return clients;
}
