import { describe, expect, it } from 'vitest';
import { dynamodb } from '#integrations/dynamodb.ts';
import { registryOf } from '#integrations/registry.ts';
import { javaName } from '#integrations/sdk/sdk-services.ts';
import { unsupported } from '#integrations/supports.ts';
import { resourceOf } from './fake-service.ts';

describe('what a Task can call', () => {
  it.each([
    'arn:aws:lambda:us-east-1:000000000000:function:f',
    'lambda:invoke',
    'lambda:invoke.waitForTaskToken',
    'dynamodb:updateItem',
    'sqs:sendMessage.waitForTaskToken',
    'events:putEvents',
    'states:startExecution.sync:2',
    'aws-sdk:sfn:startSyncExecution',
    'aws-sdk:s3:listObjectsV2',
    'aws-sdk:dynamodb:putItem.waitForTaskToken',
    'aws-sdk:cloudwatchlogs:putLogEvents',
  ])('%s', (name) => {
    expect(unsupported(resourceOf(name))).toBeUndefined();
  });

  it.each([
    [
      'aws-sdk:secretsmanager:getSecretValue',
      'the client is not installed: npm install @aws-sdk/client-secrets-manager',
    ],
    ['aws-sdk:kinesis:putRecord', 'the client is not installed: npm install @aws-sdk/client-kinesis'],
    ['aws-sdk:s3:fetchObject', '@aws-sdk/client-s3 has no such action'],
    ['aws-sdk:states:startExecution', 'write aws-sdk:sfn:startExecution'],
    ['aws-sdk:sfn:startExecution.sync', 'AWS SDK integrations have no .sync'],
    ['glue:startJobRun.sync', 'this integration is not supported locally'],
    ['dynamodb:query', 'dynamodb has getItem, putItem, updateItem, deleteItem'],
    ['sqs:sendMessage.sync', 'sendMessage has requestResponse, waitForTaskToken'],
  ])('not %s', (name, reason) => {
    expect(unsupported(resourceOf(name))).toContain(reason);
  });

  it('two integrations for one service are refused', () => {
    expect(() => registryOf([dynamodb, dynamodb])).toThrow('two integrations for dynamodb');
  });
});

describe('names as the SDK for Java writes them', () => {
  it.each([
    ['DynamoDB', 'DynamoDb'],
    ['SFN', 'Sfn'],
    ['S3', 'S3'],
    ['SQS', 'Sqs'],
    ['CloudWatch Logs', 'CloudWatchLogs'],
    ['EventBridge', 'EventBridge'],
    ['KMSAccessDeniedException', 'KmsAccessDeniedException'],
  ])('%s -> %s', (name, expected) => {
    expect(javaName(name)).toBe(expected);
  });
});
