import type { Flow } from './flows.ts';

const STACK = '--stack-name $NAME-stack';

/** A stack's life. `$DIR` holds its templates as files: see `stackTemplates`. */
export const stackFlows: readonly Flow[] = [
  {
    does: 'check a template',
    command: 'cloudformation validate-template --template-body file://$DIR/stack.json',
    shows: /"ParameterKey": "Seconds"/,
  },
  {
    does: 'deploy a stack',
    command: `cloudformation deploy ${STACK} --template-file $DIR/stack.json --tags team=lab`,
    shows: /Successfully created\/updated stack/,
  },
  {
    does: 'its outputs and tags',
    command: `cloudformation describe-stacks ${STACK}`,
    shows: /"StackStatus": "CREATE_COMPLETE"[\s\S]*arn:aws:sqs:us-east-1:000000000000:from-v\d-stack-Jobs-/,
  },
  {
    does: 'deploy it without a change',
    command: `cloudformation deploy ${STACK} --template-file $DIR/stack.json --tags team=lab --no-fail-on-empty-changeset`,
    shows: /No changes to deploy/,
    nextSecond: true,
  },
  {
    does: 'its resources',
    command: `cloudformation list-stack-resources ${STACK}`,
    shows: /"LogicalResourceId": "Jobs"/,
  },
  {
    does: 'its template',
    command: `cloudformation get-template ${STACK}`,
    shows: /"TemplateBody"/,
  },
  {
    does: 'update it',
    command: `cloudformation deploy ${STACK} --template-file $DIR/stack.json --tags team=lab --parameter-overrides Seconds=50`,
    shows: /Successfully created\/updated stack/,
    nextSecond: true,
  },
  {
    does: 'its events',
    command: `cloudformation describe-stack-events ${STACK}`,
    shows: /"ResourceStatus": "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"/,
  },
  {
    does: 'a name that is taken, rolled back',
    command: 'cloudformation deploy --stack-name $NAME-failed --template-file $DIR/taken.json',
    shows: /Failed to create\/update the stack/,
    fails: true,
  },
  {
    does: 'why',
    command: 'cloudformation describe-stack-events --stack-name $NAME-failed',
    shows: /"ResourceStatus": "ROLLBACK_COMPLETE"[\s\S]*already exists in stack/,
  },
  {
    does: 'capabilities',
    command: 'cloudformation create-stack --stack-name $NAME-role --template-body file://$DIR/role.json',
    shows: /InsufficientCapabilities.*Requires capabilities : \[CAPABILITY_IAM\]/,
    fails: true,
  },
  { does: 'delete it', command: `cloudformation delete-stack ${STACK}`, shows: /^$/ },
  { does: 'wait for that', command: `cloudformation wait stack-delete-complete ${STACK}`, shows: /^$/ },
  {
    does: 'no such stack',
    command: `cloudformation describe-stacks ${STACK}`,
    shows: /ValidationError.*Stack with id from-v\d-stack does not exist/,
    fails: true,
  },
  { does: 'delete what failed', command: 'cloudformation delete-stack --stack-name $NAME-failed', shows: /^$/ },
];

const queue = (Properties: object) => ({ Type: 'AWS::SQS::Queue', Properties });

/** The templates that the flows name. */
export const stackTemplates: Readonly<Record<string, object>> = {
  'stack.json': {
    Parameters: { Seconds: { Type: 'Number', Default: 40 } },
    Resources: { Jobs: queue({ VisibilityTimeout: { Ref: 'Seconds' } }) },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
  },
  'taken.json': {
    Resources: { Source: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'darkroom-dev-000000000000-source' } } },
  },
  'role.json': {
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } } },
  },
};
