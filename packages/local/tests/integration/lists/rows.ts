import type { Contents } from '#tests/integration/lists/contents.ts';
import type { OperationName } from '#tests/integration/lists/token-operations.ts';
import { SMALL_MACHINE as stateMachineArn } from '#tests/support/small-stack.ts';

/** A list: what asks for it, and how it goes on. */
export interface ListRow {
  readonly input?: object;
  /** The member that takes the token, and the member of the answer that gives it. */
  readonly token: readonly [string, string];
  /** What a token that was never given out is answered with: an error of the operation's API reference. */
  readonly error: string;
  /** A token of nonsense, where not any text will do. */
  readonly nonsense?: unknown;
  /** The member for how many a page holds. Without it, a hundred: the page of the service. */
  readonly size?: string;
  /** More than that is refused, as is none. */
  readonly most?: number;
  /** Where the items of an answer are. Undefined where the pages have a test of their own, or nothing holds more than one. */
  readonly items?: string;
}

type Row = readonly [OperationName, ListRow];

const next = ['NextToken', 'NextToken'] as const;
const small = ['nextToken', 'nextToken'] as const;
const marker = ['Marker', 'Marker'] as const;
const lambdaMarker = ['Marker', 'NextMarker'] as const;
const logGroupName = 'small';
const Bucket = 'small';
const ACCOUNT = 'us-east-1:000000000000';
const data = {
  MetricDataQueries: [
    { Id: 'a', MetricStat: { Metric: { Namespace: 'lists', MetricName: 'a' }, Period: 60, Stat: 'Sum' } },
  ],
  StartTime: new Date(Date.now() - 3_600_000),
  EndTime: new Date(Date.now() + 60_000),
};

const STACKS: readonly Row[] = [
  ['cloudformation DescribeStacks', { token: next, error: 'ValidationError' }],
  ...['ListStacks', 'ListExports'].map(
    (name): Row => [`cloudformation ${name}`, { token: next, error: 'ValidationError' }],
  ),
  ...['DescribeStackEvents', 'ListChangeSets'].map(
    (name): Row => [
      `cloudformation ${name}`,
      { input: { StackName: 'test-dev' }, token: next, error: 'ValidationError' },
    ],
  ),
  ['cloudformation ListImports', { input: { ExportName: 'x' }, token: next, error: 'ValidationError' }],
  [
    'cloudformation DescribeChangeSet',
    { input: { ChangeSetName: 'x', StackName: 'test-dev' }, token: next, error: 'ValidationError' },
  ],
  ['cloudformation ListStackResources', { input: { StackName: 'test-dev' }, token: next, error: 'ValidationError' }],
];

const invalidParameter = 'InvalidParameterValueException';

const METRICS: readonly Row[] = [
  [
    'cloudwatch DescribeAlarms',
    { token: next, error: 'InvalidNextToken', size: 'MaxRecords', most: 100, items: 'MetricAlarms' },
  ],
  [
    'cloudwatch DescribeAlarmHistory',
    { token: next, error: 'InvalidNextToken', size: 'MaxRecords', most: 100, items: 'AlarmHistoryItems' },
  ],
  ['cloudwatch ListDashboards', { token: next, error: invalidParameter }],
  ['cloudwatch ListMetrics', { token: next, error: invalidParameter }],
  ['cloudwatch GetMetricData', { input: data, token: next, error: 'InvalidNextToken' }],
];

const logs = { token: small, error: 'InvalidParameterException', size: 'limit', most: 10_000 };

const LOGS: readonly Row[] = [
  ['logs DescribeLogGroups', { ...logs, most: 50, items: 'logGroups' }],
  ['logs DescribeLogStreams', { ...logs, most: 50, input: { logGroupName }, items: 'logStreams' }],
  ['logs FilterLogEvents', { ...logs, input: { logGroupName }, items: 'events' }],
  // Its pages never end: they have a test of their own.
  ['logs GetLogEvents', { ...logs, input: { logGroupName, logStreamName: 'a' } }],
];

const queryRow = ({ queryId }: Contents): Row => [
  'logs GetQueryResults',
  { ...logs, input: { queryId }, size: 'maxItems', items: 'results' },
];

const events = { token: next, error: 'ValidationException', size: 'Limit', most: 100 };

const EVENTS: readonly Row[] = [
  ['eventbridge ListEventBuses', { ...events, items: 'EventBuses' }],
  ['eventbridge ListRules', { ...events, items: 'Rules' }],
  [
    'eventbridge ListRuleNamesByTarget',
    { ...events, input: { TargetArn: `arn:aws:sqs:${ACCOUNT}:small` }, items: 'RuleNames' },
  ],
  ['eventbridge ListTargetsByRule', { ...events, input: { Rule: 'a' }, items: 'Targets' }],
];

const roles = { token: marker, error: 'ValidationError', size: 'MaxItems', most: 1000 };

const ROLES: readonly Row[] = [
  ['iam ListRoles', { ...roles, items: 'Roles' }],
  ['iam ListPolicies', { ...roles, input: { Scope: 'Local' }, items: 'Policies' }],
  ['iam ListRolePolicies', { ...roles, input: { RoleName: 'a' }, items: 'PolicyNames' }],
  ['iam ListAttachedRolePolicies', { ...roles, input: { RoleName: 'a' }, items: 'AttachedPolicies' }],
  ['iam ListRoleTags', { ...roles, input: { RoleName: 'a' }, items: 'Tags' }],
];

const functions = { token: lambdaMarker, error: invalidParameter, size: 'MaxItems', most: 10_000 };

const FUNCTIONS: readonly Row[] = [
  ['lambda ListFunctions', { ...functions, items: 'Functions' }],
  ['lambda ListEventSourceMappings', { ...functions, items: 'EventSourceMappings' }],
];

const machines = { token: small, error: 'InvalidToken', size: 'maxResults', most: 1000 };

const machineRows = ({ executionArn }: Contents): readonly Row[] => [
  ['sfn ListStateMachines', { ...machines, items: 'stateMachines' }],
  ['sfn ListActivities', { ...machines, items: 'activities' }],
  ['sfn ListExecutions', { ...machines, input: { stateMachineArn }, items: 'executions' }],
  ['sfn ListMapRuns', { ...machines, input: { executionArn }, items: 'mapRuns' }],
  ['sfn ListStateMachineVersions', { ...machines, input: { stateMachineArn }, items: 'stateMachineVersions' }],
  ['sfn ListStateMachineAliases', { ...machines, input: { stateMachineArn }, items: 'stateMachineAliases' }],
  ['sfn GetExecutionHistory', { ...machines, input: { executionArn }, items: 'events' }],
];

const topics = { token: next, error: 'InvalidParameterException' };
const queues = { token: next, error: 'InvalidParameterValue', size: 'MaxResults', most: 1000 };

const MESSAGES: readonly Row[] = [
  ['sns ListTopics', { ...topics, items: 'Topics' }],
  ['sns ListSubscriptions', { ...topics, items: 'Subscriptions' }],
  [
    'sns ListSubscriptionsByTopic',
    { ...topics, input: { TopicArn: `arn:aws:sns:${ACCOUNT}:small` }, items: 'Subscriptions' },
  ],
  ['sqs ListQueues', { ...queues, items: 'QueueUrls' }],
  [
    'sqs ListDeadLetterSourceQueues',
    { ...queues, input: { QueueUrl: 'http://127.0.0.1/000000000000/small' }, items: 'queueUrls' },
  ],
];

const TABLES: readonly Row[] = [
  [
    'dynamodb ListTables',
    {
      token: ['ExclusiveStartTableName', 'LastEvaluatedTableName'],
      error: 'ValidationException',
      nonsense: '!!',
      size: 'Limit',
      most: 100,
      items: 'TableNames',
    },
  ],
  [
    'dynamodb Scan',
    {
      input: { TableName: 'small' },
      token: ['ExclusiveStartKey', 'LastEvaluatedKey'],
      error: 'ValidationException',
      nonsense: { other: { S: 'x' } },
      size: 'Limit',
      items: 'Items',
    },
  ],
  [
    'dynamodb Query',
    {
      input: {
        TableName: 'small',
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': { S: 'a' } },
      },
      token: ['ExclusiveStartKey', 'LastEvaluatedKey'],
      error: 'ValidationException',
      nonsense: { other: { S: 'x' } },
    },
  ],
  [
    'dynamodb ExecuteStatement',
    {
      input: { Statement: 'SELECT * FROM small' },
      token: next,
      error: 'ValidationException',
      size: 'Limit',
      items: 'Items',
    },
  ],
  [
    'dynamodb ListTagsOfResource',
    {
      input: { ResourceArn: `arn:aws:dynamodb:${ACCOUNT}:table/small` },
      token: next,
      error: 'ValidationException',
    },
  ],
  [
    'streams DescribeStream',
    {
      input: { StreamArn: `arn:aws:dynamodb:${ACCOUNT}:table/streamed/stream/2026-01-01T00:00:00.000` },
      token: ['ExclusiveStartShardId', 'LastEvaluatedShardId'],
      error: 'ValidationException',
    },
  ],
  [
    'streams ListStreams',
    { token: ['ExclusiveStartStreamArn', 'LastEvaluatedStreamArn'], error: 'ValidationException' },
  ],
];

const objectRows = ({ uploadId }: Contents): readonly Row[] => [
  [
    's3 ListBuckets',
    {
      token: ['ContinuationToken', 'ContinuationToken'],
      error: 'InvalidArgument',
      size: 'MaxBuckets',
      most: 10_000,
      items: 'Buckets',
    },
  ],
  [
    's3 ListObjectsV2',
    {
      input: { Bucket },
      token: ['ContinuationToken', 'NextContinuationToken'],
      error: 'InvalidArgument',
      size: 'MaxKeys',
      items: 'Contents',
    },
  ],
  [
    's3 ListObjectVersions',
    { input: { Bucket, KeyMarker: 'a' }, token: ['VersionIdMarker', 'NextVersionIdMarker'], error: 'InvalidArgument' },
  ],
  [
    's3 ListParts',
    {
      input: { Bucket, Key: 'a', UploadId: uploadId },
      token: ['PartNumberMarker', 'NextPartNumberMarker'],
      error: 'InvalidArgument',
      size: 'MaxParts',
      items: 'Parts',
    },
  ],
  [
    's3 GetObjectAttributes',
    {
      input: { Bucket, Key: 'a', ObjectAttributes: ['ObjectParts'] },
      token: ['PartNumberMarker', 'PartNumberMarker'],
      error: 'InvalidArgument',
    },
  ],
];

const traces = { token: next, error: 'InvalidRequestException' };
const lately = { StartTime: data.StartTime, EndTime: data.EndTime };
const TraceIds = ['1-6968d6c0-000000000000000000000001'];

const TRACES: readonly Row[] = [
  ['xray BatchGetTraces', { ...traces, input: { TraceIds } }],
  ['xray GetSamplingRules', traces],
  ['xray GetServiceGraph', { ...traces, input: lately }],
  ['xray GetTraceGraph', { ...traces, input: { TraceIds } }],
  ['xray GetTraceSummaries', { ...traces, input: lately }],
];

/** Every list that has pages. */
export const listRows = (contents: Contents): ReadonlyMap<OperationName, ListRow> =>
  new Map([
    ...[STACKS, METRICS, LOGS, EVENTS, ROLES, FUNCTIONS, MESSAGES, TABLES, TRACES].flat(),
    ...machineRows(contents),
    ...objectRows(contents),
    queryRow(contents),
  ]);

/** Operations whose marker is a place in the order of names, so that any text is one; or is not read any more on AWS either. */
export const TAKES_ANY: readonly OperationName[] = ['s3 ListObjects', 's3 ListMultipartUploads', 'logs PutLogEvents'];

/** Those of services of their own, which the client of S3 has too. */
export const ELSEWHERE: readonly OperationName[] = ['s3 ListDirectoryBuckets', 's3 WriteGetObjectResponse'];
