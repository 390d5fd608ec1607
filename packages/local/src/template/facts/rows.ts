import { isJsonObject } from '@safelight/asl/json';
import { type TypeFacts, textsOf } from '#template/facts/facts.ts';

const own = (service: string, what: string): TypeFacts['rights'] => [
  `${service}:Create${what}`,
  `${service}:Update${what}`,
  `${service}:Delete${what}`,
];

/** All three by one action. */
const only = (action: string): TypeFacts['rights'] => [action, action, action];

const states = (what: string, name: string, more: readonly string[] = []): TypeFacts => ({
  name,
  longest: 80,
  replacing: [name, ...more],
  rights: own('states', what),
  on: `states:REGION:ACCOUNT:${what === 'Activity' ? 'activity' : 'stateMachine'}:NAME`,
});

/**
 * By type. Update behaviours: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ ; rights: the
 * `handlers` of the types' schemas, as far as they make, change or delete the resource itself.
 */
export const FACTS: Readonly<Record<string, TypeFacts>> = {
  'AWS::SQS::Queue': {
    ...{ name: 'QueueName', longest: 80, replacing: ['QueueName', 'FifoQueue'] },
    rights: ['sqs:CreateQueue', 'sqs:SetQueueAttributes', 'sqs:DeleteQueue'],
    on: 'sqs:REGION:ACCOUNT:NAME',
  },
  'AWS::SQS::QueuePolicy': {
    ...{ replacing: [], rights: only('sqs:SetQueueAttributes') },
    on: (properties) =>
      textsOf('Queues')(properties).map((url) => {
        const [account = '', name = ''] = url.split('/').slice(-2);
        return `arn:aws:sqs:REGION:${account}:${name}`;
      }),
  },
  'AWS::SNS::Topic': {
    ...{ name: 'TopicName', longest: 256, replacing: ['TopicName', 'FifoTopic'] },
    rights: ['sns:CreateTopic', 'sns:SetTopicAttributes', 'sns:DeleteTopic'],
    on: 'sns:REGION:ACCOUNT:NAME',
  },
  'AWS::SNS::TopicPolicy': { replacing: [], rights: only('sns:SetTopicAttributes'), on: textsOf('Topics') },
  'AWS::SNS::Subscription': {
    replacing: ['Endpoint', 'Protocol', 'TopicArn'],
    rights: ['sns:Subscribe', 'sns:SetSubscriptionAttributes', 'sns:Unsubscribe'],
    on: textsOf('TopicArn'),
  },
  'AWS::S3::Bucket': {
    ...{ name: 'BucketName', longest: 63, replacing: ['BucketName'] },
    rights: ['s3:CreateBucket', 's3:CreateBucket', 's3:DeleteBucket'],
    on: 's3:::NAME',
  },
  'AWS::S3::BucketPolicy': {
    replacing: ['Bucket'],
    rights: ['s3:PutBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
    on: (properties) => textsOf('Bucket')(properties).map((bucket) => `arn:aws:s3:::${bucket}`),
  },
  'AWS::DynamoDB::Table': {
    ...{ name: 'TableName', longest: 255, replacing: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'] },
    rights: own('dynamodb', 'Table'),
    on: 'dynamodb:REGION:ACCOUNT:table/NAME',
  },
  'AWS::Events::Rule': {
    ...{ name: 'Name', longest: 64, replacing: ['Name', 'EventBusName'] },
    rights: ['events:PutRule', 'events:PutRule', 'events:DeleteRule'],
    on: 'events:REGION:ACCOUNT:rule/NAME',
    passes: {
      service: 'events.amazonaws.com',
      roles: (properties) => [
        ...textsOf('RoleArn')(properties),
        ...[properties.Targets ?? []].flat().flatMap((one) => (isJsonObject(one) ? textsOf('RoleArn')(one) : [])),
      ],
    },
  },
  'AWS::Events::EventBus': {
    ...{ name: 'Name', replacing: ['Name'], rights: own('events', 'EventBus') },
    on: 'events:REGION:ACCOUNT:event-bus/NAME',
  },
  'AWS::Events::EventBusPolicy': {
    replacing: ['StatementId', 'EventBusName'],
    rights: ['events:PutPermission', 'events:PutPermission', 'events:RemovePermission'],
    on: (properties) =>
      textsOf('EventBusName')({ EventBusName: properties.EventBusName ?? 'default' }).map((name) =>
        name.startsWith('arn:') ? name : `arn:aws:events:REGION:ACCOUNT:event-bus/${name}`,
      ),
  },
  'AWS::Scheduler::Schedule': {
    ...{ name: 'Name', longest: 64, replacing: ['Name', 'GroupName'], rights: own('scheduler', 'Schedule') },
    on: ({ Name, GroupName = 'default' }) =>
      typeof Name === 'string' ? [`arn:aws:scheduler:REGION:ACCOUNT:schedule/${GroupName}/${Name}`] : [],
    passes: {
      service: 'scheduler.amazonaws.com',
      roles: ({ Target }) => (isJsonObject(Target) ? textsOf('RoleArn')(Target) : []),
    },
  },
  'AWS::Scheduler::ScheduleGroup': {
    ...{ name: 'Name', longest: 64, replacing: ['Name'] },
    rights: ['scheduler:CreateScheduleGroup', 'scheduler:TagResource', 'scheduler:DeleteScheduleGroup'],
    on: 'scheduler:REGION:ACCOUNT:schedule-group/NAME',
  },
  'AWS::IAM::Role': {
    ...{ name: 'RoleName', longest: 64, replacing: ['RoleName', 'Path'] },
    rights: own('iam', 'Role'),
    on: 'iam::ACCOUNT:role/NAME',
  },
  'AWS::IAM::ManagedPolicy': {
    ...{ name: 'ManagedPolicyName', longest: 128, replacing: ['ManagedPolicyName', 'Path', 'Description'] },
    rights: ['iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy'],
    on: 'iam::ACCOUNT:policy/NAME',
  },
  'AWS::IAM::Policy': {
    replacing: [],
    rights: ['iam:PutRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
    on: (properties) => textsOf('Roles')(properties).map((role) => `arn:aws:iam::ACCOUNT:role/${role}`),
  },
  'AWS::KMS::Key': {
    replacing: [],
    rights: ['kms:CreateKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
    on: () => ['*'],
  },
  'AWS::Lambda::Function': {
    ...{ name: 'FunctionName', longest: 64, replacing: ['FunctionName', 'PackageType'] },
    rights: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration', 'lambda:DeleteFunction'],
    on: 'lambda:REGION:ACCOUNT:function:NAME',
    passes: { service: 'lambda.amazonaws.com', roles: textsOf('Role') },
  },
  'AWS::Lambda::Permission': {
    replacing: [
      ...['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
      ...['EventSourceToken', 'FunctionUrlAuthType', 'PrincipalOrgID'],
    ],
    rights: ['lambda:AddPermission', 'lambda:AddPermission', 'lambda:RemovePermission'],
    on: (properties) => textsOf('FunctionName')(properties).map(functionArn),
  },
  'AWS::Lambda::EventSourceMapping': {
    replacing: ['EventSourceArn', 'StartingPosition', 'StartingPositionTimestamp', 'SelfManagedEventSource'],
    rights: own('lambda', 'EventSourceMapping'),
    on: () => ['*'],
  },
  'AWS::Lambda::EventInvokeConfig': {
    replacing: ['FunctionName', 'Qualifier'],
    rights: [
      'lambda:PutFunctionEventInvokeConfig',
      'lambda:PutFunctionEventInvokeConfig',
      'lambda:DeleteFunctionEventInvokeConfig',
    ],
    on: (properties) => textsOf('FunctionName')(properties).map(functionArn),
  },
  'AWS::Logs::LogGroup': {
    ...{ name: 'LogGroupName', longest: 512, replacing: ['LogGroupName'] },
    rights: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:DeleteLogGroup'],
    on: 'logs:REGION:ACCOUNT:log-group:NAME',
  },
  'AWS::CloudWatch::Alarm': {
    ...{ name: 'AlarmName', longest: 255, replacing: ['AlarmName'] },
    rights: ['cloudwatch:PutMetricAlarm', 'cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
    on: 'cloudwatch:REGION:ACCOUNT:alarm:NAME',
  },
  'AWS::CloudWatch::Dashboard': {
    ...{ name: 'DashboardName', longest: 255, replacing: ['DashboardName'] },
    rights: ['cloudwatch:PutDashboard', 'cloudwatch:PutDashboard', 'cloudwatch:DeleteDashboards'],
    on: 'cloudwatch::ACCOUNT:dashboard/NAME',
  },
  'AWS::StepFunctions::StateMachine': {
    ...states('StateMachine', 'StateMachineName', ['StateMachineType']),
    passes: { service: 'states.amazonaws.com', roles: textsOf('RoleArn') },
  },
  'AWS::StepFunctions::Activity': {
    ...states('Activity', 'Name'),
    rights: ['states:CreateActivity', 'states:TagResource', 'states:DeleteActivity'],
  },
  'AWS::StepFunctions::StateMachineVersion': {
    replacing: ['StateMachineArn', 'StateMachineRevisionId', 'Description'],
    rights: [
      'states:PublishStateMachineVersion',
      'states:PublishStateMachineVersion',
      'states:DeleteStateMachineVersion',
    ],
    on: textsOf('StateMachineArn'),
  },
  'AWS::StepFunctions::StateMachineAlias': {
    replacing: ['Name'],
    rights: own('states', 'StateMachineAlias'),
    on: () => ['*'],
  },
  'AWS::XRay::SamplingRule': { replacing: [], rights: own('xray', 'SamplingRule'), on: () => ['*'] },
};

function functionArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:lambda:REGION:ACCOUNT:function:${nameOrArn}`;
}
