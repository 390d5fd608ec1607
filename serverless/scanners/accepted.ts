type Properties = Readonly<Record<string, unknown>>;

/** A finding of a scanner that stands: with whom, at which resources, and why. */
export interface Accepted {
  readonly scanner: 'cfn-lint' | 'checkov' | 'cfn-guard';
  /** As the scanner names it: `CKV_AWS_115`, `CT.LAMBDA.PR.3`. */
  readonly rule: string;
  /** What the rule asks for. */
  readonly asks: string;
  readonly type: string;
  /** Resources of the type that do what the rule asks; those need no acceptance. */
  readonly except?: (properties: Properties) => boolean;
  readonly reason: string;
}

const has = (name: string) => (properties: Properties) => properties[name] !== undefined;

const isVersioned = ({ VersioningConfiguration: versioning }: Properties): boolean =>
  typeof versioning === 'object' && versioning !== null && 'Status' in versioning && versioning.Status === 'Enabled';

/** A distribution on a name of its own, with its certificate (`downloadsDomain`). */
const hasDomain = ({ DistributionConfig: config }: Properties): boolean =>
  JSON.stringify(config ?? {}).includes('"MinimumProtocolVersion"');

const bucket = { type: 'AWS::S3::Bucket' } as const;
const distribution = { type: 'AWS::CloudFront::Distribution' } as const;
const lambda = { type: 'AWS::Lambda::Function' } as const;
const logGroup = { type: 'AWS::Logs::LogGroup' } as const;
const queue = { type: 'AWS::SQS::Queue' } as const;

const accessLogs =
  'Such a log holds the addresses of people, in a bucket that needs a retention, readers and an owner: a team decides that. Who read what is a question for CloudTrail.';
const noVpc =
  'The functions reach AWS alone, and nothing in a private network. A VPC would add endpoints or a NAT gateway, with their price and their failures, and keep nobody out.';
const ownKeys =
  'Encrypted by S3 with its own keys. A key of KMS would be paid for with every object, and would keep out nobody whom the policies let in.';
const versions =
  'Nothing in the output and work buckets is ever overwritten, and all of it can be made again from its photo. Of photos the setting sourceVersioning decides.';
const defaultCertificate =
  "A distribution without a name of its own has CloudFront's certificate, and its TLS cannot be chosen: set downloadsDomain and downloadsCertificate, then it is TLS 1.2, by SNI.";

/** A machine whose Maps have no limit that is computed. */
const hasFixedLimits = (properties: Properties): boolean =>
  !/MaxConcurrency[\\":\s]+\{%/.test(JSON.stringify(properties));

/** Every finding that stands, in any stage. What is not listed here is new, and fails `npm run lint:template`. */
export const accepted: readonly Accepted[] = [
  {
    ...{ scanner: 'cfn-lint', rule: 'E3601', asks: 'numbers as the limits of a Map' },
    ...{ type: 'AWS::StepFunctions::StateMachine', except: hasFixedLimits },
    reason:
      'MaxConcurrency and ToleratedFailurePercentage of a JSONata Map may be expressions, which the schema of the rule does not know.',
  },
  { scanner: 'checkov', rule: 'CKV_AWS_18', asks: 'access logs', ...bucket, reason: accessLogs },
  { scanner: 'checkov', rule: 'CKV_AWS_21', asks: 'versions', ...bucket, except: isVersioned, reason: versions },
  {
    ...{ scanner: 'checkov', rule: 'CKV_AWS_27', asks: 'encryption by a key of KMS', ...queue },
    reason: 'Encrypted by SQS with its own keys (SqsManagedSseEnabled), which the rule does not know.',
  },
  {
    ...{ scanner: 'checkov', rule: 'CKV_AWS_68', asks: 'a web application firewall', ...distribution },
    reason:
      'Behind it are files that never change, and nothing that computes. A web ACL is paid for by the month, and belongs to the account, not to one stack.',
  },
  { scanner: 'checkov', rule: 'CKV_AWS_86', asks: 'access logs', ...distribution, reason: accessLogs },
  {
    ...{ scanner: 'checkov', rule: 'CKV_AWS_115', asks: 'reserved concurrency', ...lambda },
    except: has('ReservedConcurrentExecutions'),
    reason:
      'In prod all functions of the images have it (imageConcurrency), so that a flood of photos leaves the rest to the others, which nothing shall hold up. Other stages share an account where it would be refused.',
  },
  {
    ...{
      scanner: 'checkov',
      rule: 'CKV_AWS_116',
      asks: 'a dead-letter queue',
      ...lambda,
      except: has('DeadLetterConfig'),
    },
    reason:
      'It would take asynchronous invocations only, and there are none: workflows call functions, retry and catch; what the stream gives up goes to a queue by its mapping.',
  },
  { scanner: 'checkov', rule: 'CKV_AWS_117', asks: 'a VPC', ...lambda, except: has('VpcConfig'), reason: noVpc },
  {
    ...{
      scanner: 'checkov',
      rule: 'CKV_AWS_119',
      asks: 'encryption by a key of your own',
      type: 'AWS::DynamoDB::Table',
    },
    reason:
      "Encrypted by AWS's key for DynamoDB. A key of your own would be one more thing whose loss is the loss of every row.",
  },
  {
    ...{ scanner: 'checkov', rule: 'CKV_AWS_158', asks: 'encryption by a key of KMS', ...logGroup },
    reason: 'Encrypted by CloudWatch Logs with its own keys. Lines hold keys of photos and ids, no data of executions.',
  },
  {
    ...{
      scanner: 'checkov',
      rule: 'CKV_AWS_173',
      asks: 'encryption of the environment by a key of your own',
      ...lambda,
    },
    reason:
      "Encrypted by AWS's key for Lambda. It holds names of resources, and a test says that no secret is among them.",
  },
  {
    ...{ scanner: 'checkov', rule: 'CKV_AWS_174', asks: 'TLS 1.2', ...distribution, except: hasDomain },
    reason: defaultCertificate,
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.CLOUDFRONT.PR.1', asks: 'a default root object', ...distribution },
    reason: 'Variants are at their keys, and nothing is at the root: CloudFront answers 403 there.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.CLOUDFRONT.PR.4', asks: 'a second origin', ...distribution },
    reason: 'It would be a second bucket with a copy of every variant. They can be made again from the photos instead.',
  },
  { scanner: 'cfn-guard', rule: 'CT.CLOUDFRONT.PR.5', asks: 'access logs', ...distribution, reason: accessLogs },
  ...[
    { rule: 'CT.CLOUDFRONT.PR.6', asks: 'a certificate of your own' },
    { rule: 'CT.CLOUDFRONT.PR.7', asks: 'SNI' },
    { rule: 'CT.CLOUDFRONT.PR.9', asks: 'TLS 1.2' },
  ].map((each) => ({
    ...{ scanner: 'cfn-guard' as const, ...each, ...distribution, except: hasDomain, reason: defaultCertificate },
  })),
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.CLOUDWATCH.PR.2', asks: 'logs for a year', ...logGroup },
    except: ({ RetentionInDays: days }) => Number(days) >= 365,
    reason: 'In prod they are kept for a year (logRetentionDays); other stages hold trials.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.CLOUDWATCH.PR.3', asks: 'encryption by a key of KMS', ...logGroup },
    reason: 'As CKV_AWS_158.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.CLOUDWATCH.PR.4', asks: 'alarms that call', type: 'AWS::CloudWatch::Alarm' },
    except: ({ ActionsEnabled: calls }) => calls !== false,
    reason: 'In staging and prod they do (alarms); nobody shall be woken by a trial in dev.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.KMS.PR.3', asks: 'grants for services of AWS only', type: 'AWS::KMS::Key' },
    reason: 'CloudWatch and SNS use the key by its policy and by that of the publisher, and no grant is made.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.LAMBDA.PR.3', asks: 'a VPC', ...lambda, except: has('VpcConfig') },
    reason: 'As CKV_AWS_117.',
  },
  { scanner: 'cfn-guard', rule: 'CT.S3.PR.2', asks: 'access logs', ...bucket, reason: accessLogs },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.S3.PR.4', asks: 'notifications of events', ...bucket },
    except: has('NotificationConfiguration'),
    reason: 'The source bucket tells EventBridge of photos. Nobody waits for what the others hold.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.S3.PR.8', asks: 'TLS only', type: 'AWS::S3::BucketPolicy' },
    reason:
      'Every one of these policies denies whoever comes without TLS. The rule does not read the ARNs as they are written here.',
  },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.S3.PR.9', asks: 'Object Lock', ...bucket },
    reason: 'A deleted photo is gone with all that was made of it, as its owner wants it.',
  },
  { scanner: 'cfn-guard', rule: 'CT.S3.PR.10', asks: 'encryption by a key of KMS', ...bucket, reason: ownKeys },
  {
    ...{ scanner: 'cfn-guard', rule: 'CT.S3.PR.11', asks: 'versions', ...bucket, except: isVersioned },
    reason: 'As CKV_AWS_21.',
  },
  {
    ...{
      scanner: 'cfn-guard',
      rule: 'CT.SQS.PR.1',
      asks: 'a dead-letter queue',
      ...queue,
      except: has('RedrivePolicy'),
    },
    reason: 'They are where dead letters lie.',
  },
];
