/** A stack of what events, messages and invocations pass through, with everything that they may lead to. */

const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });

const rule = (Name: string, source: object, target: object) => ({
  Type: 'AWS::Events::Rule',
  Properties: { Name, ...source, Targets: [{ Id: 'only', ...target }] },
});

const fn = (FunctionName: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...{ FunctionName, Runtime: 'nodejs24.x', Role: arn('Role'), Timeout: 60 },
    Handler: `tests/slow/stops/around/functions.${FunctionName}`,
  },
});

export const QUEUES = ['delivered', 'letters', 'ticks', 'messages', 'failed'] as const;

/** What `refusing` in life.ts is about: targets that answer as a service does that has trouble. */
export const REFUSED = ['delivered', 'refused'];

export const template = {
  Resources: {
    ...Object.fromEntries([...QUEUES, 'refused'].map((name) => [`${name}Queue`, queue(name)])),
    Policy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: ['delivered', 'refused', 'letters', 'ticks'].map((name) => ({ Ref: `${name}Queue` })),
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
              ...{ Action: 'sqs:SendMessage', Resource: '*' },
            },
          ],
        },
      },
    },
    Delivered: rule('delivered', { EventPattern: { source: ['delivered'] } }, { Arn: arn('deliveredQueue') }),
    Refused: rule(
      'refused',
      { EventPattern: { source: ['refused'] } },
      {
        Arn: arn('refusedQueue'),
        RetryPolicy: { MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: arn('lettersQueue') },
      },
    ),
    Ticks: rule('ticks', { ScheduleExpression: 'rate(1 minute)' }, { Arn: arn('ticksQueue') }),
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'own',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: ['logs:*', 'dynamodb:*', 'sqs:SendMessage'], Resource: '*' }],
            },
          },
        ],
      },
    },
    Failing: fn('failing'),
    FailingConfig: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        ...{ FunctionName: { Ref: 'Failing' }, Qualifier: '$LATEST' },
        DestinationConfig: { OnFailure: { Destination: arn('failedQueue') } },
      },
    },
    Reader: fn('reader'),
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        ...{ TableName: 'read', BillingMode: 'PAY_PER_REQUEST' },
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    },
    Reading: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        ...{ FunctionName: { Ref: 'Reader' }, StartingPosition: 'TRIM_HORIZON', BatchSize: 1 },
      },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'around-stops' } },
  },
};
