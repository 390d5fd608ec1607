/** CloudFormation resources by logical id. */
export type Resources = Readonly<Record<string, object>>;

const ACCOUNT = 'us-east-1:000000000000';

export const machineArn = (name: string) => `arn:aws:states:${ACCOUNT}:stateMachine:${name}`;
export const activityArn = (name: string) => `arn:aws:states:${ACCOUNT}:activity:${name}`;
export const functionArn = (name: string) => `arn:aws:lambda:${ACCOUNT}:function:${name}`;
export const queueArn = (name: string) => `arn:aws:sqs:${ACCOUNT}:${name}`;

/** A role that services take; it may do everything, as no real one should, unless statements are given. */
export const role = (statements: readonly object[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: ['states', 'lambda', 'events'].map((service) => ({
        Effect: 'Allow',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: 'sts:AssumeRole',
      })),
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  },
});

interface MachineOptions {
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Logical id of its role. */
  readonly role?: string;
  /** Logical id of the log group that it logs everything to. */
  readonly logTo?: string;
  /** Whether X-Ray records its executions. */
  readonly isTraced?: boolean;
  /** What `${Name}` stands for in the definition. */
  readonly substitutions?: Readonly<Record<string, object | string>>;
}

export const machine = (name: string, definition: object, options: MachineOptions = {}) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: name,
    StateMachineType: options.type ?? 'STANDARD',
    RoleArn: { 'Fn::GetAtt': [options.role ?? 'Role', 'Arn'] },
    DefinitionString: JSON.stringify(definition),
    ...(options.isTraced && { TracingConfiguration: { Enabled: true } }),
    ...(options.substitutions && { DefinitionSubstitutions: options.substitutions }),
    ...(options.logTo !== undefined && {
      LoggingConfiguration: {
        Level: 'ALL',
        IncludeExecutionData: true,
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': [options.logTo, 'Arn'] } } }],
      },
    }),
  },
});

export const logGroup = (name: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name } });

export const queue = (name: string, properties: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: name, ...properties },
});

/** A table with the key `id`. */
export const table = (name: string, properties: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...properties,
  },
});

export const bucket = (name: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });

/** A function of `study/functions/FILE.ts`, which exports `handler`. */
export const fn = (name: string, file: string, properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Runtime: 'nodejs24.x',
    Handler: `study/functions/${file}.handler`,
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    // What no experiment is about must not end it: three seconds are little on a busy machine.
    Timeout: 60,
    ...properties,
  },
});
