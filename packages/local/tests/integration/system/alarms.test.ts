import { CloudWatchClient, DescribeAlarmHistoryCommand, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

const ACCOUNT = '000000000000';
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`;
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:small`;
const MINUTE_MS = 60_000;
const PATIENCE = { timeout: 20_000, interval: 50 };

const lets = (Sid: string, Service: string, Action: string | readonly string[], Resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid, Effect: 'Allow', Principal: { Service }, Action, Resource }],
});

interface Choices {
  readonly enabled?: boolean;
  readonly topicPolicy?: object | undefined;
  readonly keyPolicy?: object;
}

/** A machine that fails when it is told to, an alarm on that, its topic, and a queue that listens. */
const template = ({ enabled = true, topicPolicy, keyPolicy }: Choices) => ({
  Resources: {
    ...(keyPolicy && { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: keyPolicy } } }),
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: 'alarms', ...(keyPolicy && { KmsMasterKeyId: { Ref: 'Key' } }) },
    },
    ...(topicPolicy && {
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: topicPolicy },
      },
    }),
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'listener' } },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Queue' }],
        PolicyDocument: lets(
          'Hear',
          'sns.amazonaws.com',
          'sqs:SendMessage',
          `arn:aws:sqs:us-east-1:${ACCOUNT}:listener`,
        ),
      },
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'small',
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DefinitionString: JSON.stringify({ StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Broken' } } }),
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'failed',
        AlarmDescription: 'Something failed',
        ActionsEnabled: enabled,
        AlarmActions: [{ Ref: 'Topic' }],
        OKActions: [{ Ref: 'Topic' }],
        Namespace: 'AWS/States',
        MetricName: 'ExecutionsFailed',
        Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: 'Machine' } }],
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      },
    },
    Backlog: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'backlog',
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 2,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
  },
});

let system: TestSystem;
let clock: ManualClock;
afterEach(() => system.close());

/** On a clock that begins now, at the full minute: signatures of another day would be refused. */
async function start(choices: Choices): Promise<void> {
  clock = new ManualClock(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
  system = await startSystem({ template: template(choices), clock });
}

const minutes = (count: number) => clock.advance(count * MINUTE_MS);

/** Resolves when it has failed. */
async function failOnce(): Promise<void> {
  const states = new SFNClient(system);
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn: MACHINE }));
  await vi.waitFor(async () => {
    const { status } = await states.send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('FAILED');
  }, PATIENCE);
}

async function alarm(name = 'failed') {
  const answer = await new CloudWatchClient(system).send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
  return answer.MetricAlarms?.[0];
}

/** The actions that CloudWatch took, or tried to. */
async function actions(): Promise<readonly (string | undefined)[]> {
  const query = new DescribeAlarmHistoryCommand({ AlarmName: 'failed', HistoryItemType: 'Action' });
  const { AlarmHistoryItems = [] } = await new CloudWatchClient(system).send(query);
  return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
}

/** The next message that the topic's subscriber gets, as SNS wraps it. */
function heard(): Promise<{ Subject: string; Message: string }> {
  const sqs = new SQSClient(system);
  const QueueUrl = `${system.endpoint}/${ACCOUNT}/listener`;
  return vi.waitFor(async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages).toHaveLength(1);
    return JSON.parse(Messages?.[0]?.Body ?? '{}');
  }, PATIENCE);
}

/** The alarm is OK, then an execution fails, and a minute later the alarm sees it. */
async function alarmed(): Promise<void> {
  await minutes(1);
  expect(await alarm()).toMatchObject({ StateValue: 'OK' });
  await failOnce();
  await minutes(1);
  expect(await alarm()).toMatchObject({ StateValue: 'ALARM' });
}

describe('a failed execution', () => {
  it('raises the alarm, tells whoever subscribed, and the alarm ends when nothing fails any more', async () => {
    await start({});
    expect(await alarm()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA' });
    await alarmed();
    expect(JSON.parse((await heard()).Message)).toMatchObject({
      NewStateValue: 'OK',
      OldStateValue: 'INSUFFICIENT_DATA',
    });
    const { Subject, Message } = await heard();
    expect(Subject).toBe('ALARM: "failed" in US East (N. Virginia)');
    expect(JSON.parse(Message)).toMatchObject({
      AlarmName: 'failed',
      AlarmDescription: 'Something failed',
      AWSAccountId: ACCOUNT,
      NewStateValue: 'ALARM',
      NewStateReason: expect.stringMatching(
        /^Threshold Crossed: 1 datapoint \[1\.0 \(.*\)\] was greater than or equal to the threshold \(1\.0\)\.$/,
      ),
      OldStateValue: 'OK',
      AlarmArn: `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:failed`,
      Trigger: { MetricName: 'ExecutionsFailed', Dimensions: [{ name: 'StateMachineArn', value: MACHINE }] },
    });
    await minutes(3);
    expect((await heard()).Subject).toBe('OK: "failed" in US East (N. Virginia)');
    expect(system.lines.filter((line) => / failed: Threshold/.test(line)).map((line) => line.split(':')[0])).toEqual([
      'ALARM failed',
      'OK failed',
    ]);
  });

  it('is seen, but calls nobody where the stage has no actions', async () => {
    await start({ enabled: false });
    await alarmed();
    expect(await actions()).toEqual([]);
    expect(system.lines).toContainEqual(
      expect.stringMatching(/^ALARM failed: .* \(its actions are off in this stage\)$/),
    );
  });
});

it('a message that waits in a queue for two minutes raises an alarm', async () => {
  await start({ enabled: false });
  const QueueUrl = `${system.endpoint}/${ACCOUNT}/listener`;
  await new SQSClient(system).send(new SendMessageCommand({ QueueUrl, MessageBody: 'left behind' }));
  await minutes(1);
  expect(await alarm('backlog')).toMatchObject({ StateValue: 'OK' });
  await minutes(1);
  expect(await alarm('backlog')).toMatchObject({ StateValue: 'ALARM' });
});

describe('whether CloudWatch may publish', () => {
  const publish = lets('AlarmsMayPublish', 'cloudwatch.amazonaws.com', 'sns:Publish', TOPIC);
  const useKey = (service: string) => lets('MayUse', service, ['kms:Decrypt', 'kms:GenerateDataKey'], '*');
  /** A key whose policy nobody could change is refused. */
  const administered = ({ Statement, ...rest }: { readonly Statement: readonly object[] }) => ({
    ...rest,
    Statement: [
      ...Statement,
      { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: ['kms:PutKeyPolicy'], Resource: '*' },
    ],
  });
  const other = lets('OthersMayPublish', 'events.amazonaws.com', 'sns:Publish', TOPIC);
  const told = `Successfully executed action ${TOPIC}`;
  const refused = `Failed to execute action ${TOPIC}`;

  it.each([
    ['a topic without a policy of its own', {}, told],
    ['the policy of the topic lets it', { topicPolicy: publish }, told],
    ['the policy of the topic lets only others', { topicPolicy: other }, refused],
    [
      'the policy of the key lets it',
      { topicPolicy: publish, keyPolicy: administered(useKey('cloudwatch.amazonaws.com')) },
      told,
    ],
    [
      'the policy of the key lets only others',
      { topicPolicy: publish, keyPolicy: administered(useKey('s3.amazonaws.com')) },
      refused,
    ],
  ])('%s', async (_, choices, summary) => {
    await start(choices);
    await minutes(1);
    await vi.waitFor(async () => expect(await actions()).toEqual([summary]), PATIENCE);
    const denials = system.lines.filter((line) => /^Denied: .*cloudwatch\.amazonaws\.com/.test(line));
    expect(denials).toHaveLength(summary === told ? 0 : 1);
  });
});
