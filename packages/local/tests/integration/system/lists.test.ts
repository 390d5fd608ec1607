import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  EventBridgeClient,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListEventSourceMappingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListActivitiesCommand, ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;

beforeAll(async () => {
  const Group = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'small' } };
  system = await startSystem({ template: { Resources: { ...smallStack().Resources, Group } } });
});

afterAll(() => system.close());

const NextToken = 'nonsense';
const nextToken = NextToken;
const TopicArn = 'arn:aws:sns:us-east-1:000000000000:small';
const logGroupName = 'small';

type Ask = () => Promise<unknown>;
const stacks = () => new CloudFormationClient(system);
const metrics = () => new CloudWatchClient(system);
const logs = () => new CloudWatchLogsClient(system);
const events = () => new EventBridgeClient(system);
const functions = () => new LambdaClient(system);
const machines = () => new SFNClient(system);
const topics = () => new SNSClient(system);
const queues = () => new SQSClient(system);
const QueueUrl = () => `${system.endpoint}/000000000000/small`;

/** What each list answers to a token that it never gave out: the error of its API reference. */
const badTokens: Readonly<Record<string, readonly [string, Ask]>> = {
  DescribeStacks: ['ValidationError', () => stacks().send(new DescribeStacksCommand({ NextToken }))],
  ListStackResources: [
    'ValidationError',
    () => stacks().send(new ListStackResourcesCommand({ StackName: 'test-dev', NextToken })),
  ],
  DescribeAlarms: ['InvalidNextToken', () => metrics().send(new DescribeAlarmsCommand({ NextToken }))],
  DescribeAlarmHistory: ['InvalidNextToken', () => metrics().send(new DescribeAlarmHistoryCommand({ NextToken }))],
  ListDashboards: ['InvalidParameterValueException', () => metrics().send(new ListDashboardsCommand({ NextToken }))],
  ListMetrics: ['InvalidParameterValueException', () => metrics().send(new ListMetricsCommand({ NextToken }))],
  DescribeLogGroups: ['InvalidParameterException', () => logs().send(new DescribeLogGroupsCommand({ nextToken }))],
  DescribeLogStreams: [
    'InvalidParameterException',
    () => logs().send(new DescribeLogStreamsCommand({ logGroupName, nextToken })),
  ],
  FilterLogEvents: [
    'InvalidParameterException',
    () => logs().send(new FilterLogEventsCommand({ logGroupName, nextToken })),
  ],
  GetLogEvents: [
    'InvalidParameterException',
    () => logs().send(new GetLogEventsCommand({ logGroupName, logStreamName: 's', nextToken })),
  ],
  ListEventBuses: ['ValidationException', () => events().send(new ListEventBusesCommand({ NextToken }))],
  ListRules: ['ValidationException', () => events().send(new ListRulesCommand({ NextToken }))],
  ListRuleNamesByTarget: [
    'ValidationException',
    () => events().send(new ListRuleNamesByTargetCommand({ TargetArn: TopicArn, NextToken })),
  ],
  ListFunctions: [
    'InvalidParameterValueException',
    () => functions().send(new ListFunctionsCommand({ Marker: NextToken })),
  ],
  ListEventSourceMappings: [
    'InvalidParameterValueException',
    () => functions().send(new ListEventSourceMappingsCommand({ Marker: NextToken })),
  ],
  ListStateMachines: ['InvalidToken', () => machines().send(new ListStateMachinesCommand({ nextToken }))],
  ListActivities: ['InvalidToken', () => machines().send(new ListActivitiesCommand({ nextToken }))],
  ListExecutions: [
    'InvalidToken',
    () => machines().send(new ListExecutionsCommand({ stateMachineArn: SMALL_MACHINE, nextToken })),
  ],
  ListTopics: ['InvalidParameterException', () => topics().send(new ListTopicsCommand({ NextToken }))],
  ListSubscriptions: ['InvalidParameterException', () => topics().send(new ListSubscriptionsCommand({ NextToken }))],
  ListSubscriptionsByTopic: [
    'InvalidParameterException',
    () => topics().send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken })),
  ],
  ListQueues: ['InvalidParameterValue', () => queues().send(new ListQueuesCommand({ MaxResults: 1, NextToken }))],
  ListDeadLetterSourceQueues: [
    'InvalidParameterValue',
    () => queues().send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: QueueUrl(), MaxResults: 1, NextToken })),
  ],
};

/** Numbers that no list takes. */
const badLimits: Readonly<Record<string, Ask>> = {
  DescribeLogGroups: () => logs().send(new DescribeLogGroupsCommand({ limit: 51 })),
  DescribeLogStreams: () => logs().send(new DescribeLogStreamsCommand({ logGroupName, limit: 0 })),
  FilterLogEvents: () => logs().send(new FilterLogEventsCommand({ logGroupName, limit: 10_001 })),
  GetLogEvents: () => logs().send(new GetLogEventsCommand({ logGroupName, logStreamName: 's', limit: 0 })),
  ListRules: () => events().send(new ListRulesCommand({ Limit: 101 })),
  ListEventBuses: () => events().send(new ListEventBusesCommand({ Limit: 0 })),
  ListQueues: () => queues().send(new ListQueuesCommand({ MaxResults: 1001 })),
  ListFunctions: () => functions().send(new ListFunctionsCommand({ MaxItems: 10_001 })),
  ListStateMachines: () => machines().send(new ListStateMachinesCommand({ maxResults: 1001 })),
};

describe('every list', () => {
  it.each(Object.entries(badTokens))('%s refuses a token of no page', async (_, [name, ask]) => {
    await expect(ask()).rejects.toMatchObject({ name });
  });

  it.each(Object.entries(badLimits))('%s refuses a number of items out of bounds', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });

  it('goes on where the page before ended', async () => {
    const sqs = queues();
    for (const QueueName of ['a', 'b']) await sqs.send(new CreateQueueCommand({ QueueName }));
    const first = await sqs.send(new ListQueuesCommand({ MaxResults: 2 }));
    const second = await sqs.send(new ListQueuesCommand({ MaxResults: 2, NextToken: first.NextToken }));
    const names = [first, second].map(({ QueueUrls }) => QueueUrls?.map((url) => url.split('/').at(-1)));
    expect([names, second.NextToken]).toEqual([[['a', 'b'], ['small']], undefined]);
  });
});
