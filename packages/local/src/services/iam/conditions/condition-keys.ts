/** A key that policies may ask about. */
export interface ConditionKey {
  /** Such as `aws:SourceArn`; one that ends in `/` or `:` is followed by the name of a tag or a part. */
  readonly name: string;
  /** Keys of several values are for `ForAllValues` and `ForAnyValue`, and cannot stand in variables. */
  readonly several: boolean;
  /**
   * What brings it: every request (`request`), the caller (`caller`), the service that is called, or nothing, where one
   * account on one machine has no value, as an account on AWS that is in no organization and no VPC.
   */
  readonly from: 'request' | 'caller' | 'service' | 'nothing';
}

const keys = (from: ConditionKey['from'], names: readonly string[]): readonly ConditionKey[] =>
  names.map((name) => ({ name: name.replace(/ \[\]$/, ''), several: name.endsWith(' []'), from }));

/**
 * Keys that policies may ask about; a policy on any other could never be judged as AWS does, so it is refused when it is
 * loaded. ` []` marks those of several values.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const CONDITION_KEYS: readonly ConditionKey[] = [
  ...keys('request', [
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:SecureTransport',
    'aws:SourceIp',
    'aws:UserAgent',
    'aws:Referer',
    'aws:ViaAWSService',
  ]),
  ...keys('caller', [
    'aws:CalledVia []',
    'aws:CalledViaFirst',
    'aws:CalledViaLast',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalServiceName',
    'aws:PrincipalServiceNamesList []',
    'aws:PrincipalTag/',
    'aws:PrincipalType',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceOwner',
    'aws:TokenIssueTime',
    'aws:userid',
    'aws:username',
    'lambda:SourceFunctionArn',
  ]),
  ...keys('nothing', [
    'aws:FederatedProvider',
    'aws:MultiFactorAuthAge',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths []',
    'aws:ResourceOrgID',
    'aws:ResourceOrgPaths []',
    'aws:SourceIdentity',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths []',
    'aws:SourceVpc',
    'aws:SourceVpcArn',
    'aws:SourceVpce',
    'aws:VpcSourceIp',
    'sts:SourceIdentity',
    'sts:TransitiveTagKeys []',
  ]),
  ...keys('service', [
    'aws:RequestTag/',
    'aws:ResourceTag/',
    'aws:TagKeys []',
    's3:authType',
    's3:delimiter',
    's3:ExistingObjectTag/',
    's3:max-keys',
    's3:prefix',
    's3:RequestObjectTag/',
    's3:RequestObjectTagKeys []',
    's3:ResourceAccount',
    's3:signatureversion',
    's3:TlsVersion',
    's3:VersionId',
    's3:x-amz-acl',
    's3:x-amz-content-sha256',
    's3:x-amz-copy-source',
    's3:x-amz-metadata-directive',
    's3:x-amz-server-side-encryption',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    's3:x-amz-storage-class',
    'dynamodb:Attributes []',
    'dynamodb:EnclosingOperation',
    'dynamodb:LeadingKeys []',
    'dynamodb:ReturnConsumedCapacity',
    'dynamodb:ReturnValues',
    'dynamodb:Select',
    'events:detail-type',
    'events:source',
    'lambda:FunctionArn',
    'sns:Endpoint',
    'sns:Protocol',
    'states:StateMachineQualifier',
    'iam:PassedToService',
    'iam:PolicyARN',
    'cloudwatch:namespace',
    'kms:CallerAccount',
    'kms:EncryptionContext:',
    'kms:EncryptionContextKeys []',
    'kms:ViaService',
    'sts:ExternalId',
    'sts:RoleSessionName',
  ]),
];

const BY_NAME = new Map(CONDITION_KEYS.map((key) => [key.name.toLowerCase(), key]));

/** Undefined for a key that no request here could bring as AWS does. `aws:PrincipalTag/team` is found by its kind. */
export function conditionKey(name: string): ConditionKey | undefined {
  const lower = name.toLowerCase();
  const [, kind] = /^(.+?\/|kms:encryptioncontext:)./.exec(lower) ?? [];
  const found = BY_NAME.get(kind ?? lower);
  // The kind itself names no key.
  return found && kind === undefined && /[/:]$/.test(found.name) ? undefined : found;
}
