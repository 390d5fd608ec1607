/**
 * Keys that requests bring with them here; a policy on any other could never be judged as AWS does, so it is refused
 * when the template is loaded.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const GLOBAL = [
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalServiceName',
  'aws:PrincipalType',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceIp',
  'aws:SourceOwner',
  'aws:ViaAWSService',
];

/** Brought by the service that is called. */
const OF_SERVICES = [
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:ResourceAccount',
  's3:x-amz-server-side-encryption',
  's3:VersionId',
  'dynamodb:Attributes',
  'dynamodb:LeadingKeys',
  'dynamodb:Select',
  'events:detail-type',
  'events:source',
  'lambda:FunctionArn',
  'sns:Endpoint',
  'sns:Protocol',
  'states:StateMachineQualifier',
  'iam:PassedToService',
  'cloudwatch:namespace',
  'kms:ViaService',
  'kms:CallerAccount',
  'kms:EncryptionContextKeys',
  'sts:ExternalId',
];

const KEYS = new Set([...GLOBAL, ...OF_SERVICES].map((key) => key.toLowerCase()));

/** `kms:EncryptionContext:aws:s3:arn` and its kind name a part of what is encrypted. */
export const isConditionKey = (key: string) =>
  KEYS.has(key.toLowerCase()) || key.toLowerCase().startsWith('kms:encryptioncontext:');
