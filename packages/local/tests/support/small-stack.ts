/** A stack with one of everything, for tests of the booted system that need no photo: it boots in no time. */

const role = (service: string, Statement: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});

const fn = (name: string, handler: string, properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Runtime: 'nodejs24.x',
    Handler: `tests/integration/lambda/functions/behaviours.${handler}`,
    Role: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] },
    ...properties,
  },
});

export const smallStack = (definition: object = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }) => ({
  Resources: {
    FunctionRole: role('lambda.amazonaws.com', [{ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' }]),
    Nothing: fn('nothing', 'nothing'),
    Echo: fn('echo', 'echo'),
    Reserved: fn('reserved', 'nothing', { ReservedConcurrentExecutions: 0 }),
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'small' } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'small',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'small' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'small' } },
    MachineRole: role('states.amazonaws.com', [
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:us-east-1:000000000000:function:*',
      },
      { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::small/*' },
      { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
    ]),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'small',
        RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
        DefinitionString: JSON.stringify(definition),
      },
    },
  },
});

export const SMALL_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:small';
