import { describe, expect, it } from 'vitest';
import { at, compiled, list, type TemplateResource } from '#tests/support/compiled.ts';
import { STAGES } from '../../scripts/lib/stages.ts';

describe.each(STAGES)('the template of %s', async (stage) => {
  const template = await compiled(stage);
  const ids = (resources: readonly TemplateResource[]) => resources.map(({ logicalId }) => logicalId);
  const without = (type: string, holds: (resource: TemplateResource) => unknown) =>
    ids(template.of(type).filter((resource) => !holds(resource)));

  /** The resources that a policy denies to whoever comes without TLS. */
  const tlsOnly = new Set(
    [
      ...template.of('AWS::S3::BucketPolicy'),
      ...template.of('AWS::SQS::QueuePolicy'),
      ...template.of('AWS::SNS::TopicPolicy'),
    ]
      .filter(({ properties }) =>
        list(at(properties, 'PolicyDocument.Statement')).some(
          (statement) =>
            at(statement, 'Effect') === 'Deny' &&
            at(statement, 'Principal') === '*' &&
            ['s3:*', 'sqs:*', 'sns:Publish'].includes(String(at(statement, 'Action'))) &&
            String(at(statement, 'Condition.Bool.aws:SecureTransport')) === 'false',
        ),
      )
      .flatMap(({ properties: { Bucket, Queues, Topics } }) => [...list(Bucket), ...list(Queues), ...list(Topics)])
      .map((resource) => String(at(resource, 'Ref'))),
  );
  const takesTlsOnly = ({ logicalId }: TemplateResource) => tlsOnly.has(logicalId);

  describe('every bucket', () => {
    it.each([
      [
        'is private',
        ({ properties }: TemplateResource) =>
          ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every(
            (flag) => at(properties, `PublicAccessBlockConfiguration.${flag}`) === true,
          ),
      ],
      [
        'is encrypted',
        ({ properties }: TemplateResource) => at(properties, 'BucketEncryption.ServerSideEncryptionConfiguration.0'),
      ],
      [
        'belongs to its owner alone',
        ({ properties }: TemplateResource) =>
          at(properties, 'OwnershipControls.Rules.0.ObjectOwnership') === 'BucketOwnerEnforced',
      ],
      ['takes TLS only', takesTlsOnly],
      [
        'that is never versioned has no suspended versions, which would leave a marker at every deletion',
        ({ logicalId, properties }: TemplateResource) =>
          logicalId === 'SourceBucket' || at(properties, 'VersioningConfiguration.Status') !== 'Suspended',
      ],
    ])('%s', (_name, holds) => expect(without('AWS::S3::Bucket', holds)).toEqual([]));
  });

  it.each([
    [
      'every queue is encrypted and keeps messages for a stated time',
      'AWS::SQS::Queue',
      ({ properties }: TemplateResource) =>
        (properties.SqsManagedSseEnabled === true || properties.KmsMasterKeyId) && properties.MessageRetentionPeriod,
    ],
    ['every queue takes TLS only', 'AWS::SQS::Queue', takesTlsOnly],
    ['every topic takes TLS only', 'AWS::SNS::Topic', takesTlsOnly],
    ['every topic is encrypted', 'AWS::SNS::Topic', ({ properties }: TemplateResource) => properties.KmsMasterKeyId],
    [
      'every table is encrypted and can be restored to any moment',
      'AWS::DynamoDB::Table',
      ({ properties }: TemplateResource) =>
        at(properties, 'SSESpecification.SSEEnabled') === true &&
        at(properties, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled') === true,
    ],
    [
      'every log group forgets after a stated time',
      'AWS::Logs::LogGroup',
      ({ properties }: TemplateResource) => properties.RetentionInDays,
    ],
    [
      'every function states memory, timeout, architecture and role',
      'AWS::Lambda::Function',
      ({ properties }: TemplateResource) =>
        properties.MemorySize && properties.Timeout && properties.Architectures && properties.Role,
    ],
    [
      'every function is traced',
      'AWS::Lambda::Function',
      ({ properties }: TemplateResource) => at(properties, 'TracingConfig.Mode') === 'Active',
    ],
    [
      'every state machine is traced and logged, without the data of its executions',
      'AWS::StepFunctions::StateMachine',
      ({ properties }: TemplateResource) =>
        at(properties, 'TracingConfiguration.Enabled') === true &&
        at(properties, 'LoggingConfiguration.IncludeExecutionData') === false &&
        at(properties, 'LoggingConfiguration.Level') !== 'OFF' &&
        at(properties, 'LoggingConfiguration.Destinations.0'),
    ],
    [
      'every target of a rule has a dead-letter queue and a retry policy',
      'AWS::Events::Rule',
      ({ properties }: TemplateResource) =>
        list(properties.Targets).every((target) => at(target, 'DeadLetterConfig.Arn') && at(target, 'RetryPolicy')),
    ],
    [
      'every schedule has a dead-letter queue and a retry policy',
      'AWS::Scheduler::Schedule',
      ({ properties }: TemplateResource) =>
        at(properties, 'Target.DeadLetterConfig.Arn') && at(properties, 'Target.RetryPolicy'),
    ],
  ])('%s', (_name, type, holds) => {
    expect(template.of(type).length).toBeGreaterThan(0);
    expect(without(type, holds)).toEqual([]);
  });

  it('gives up no record of a stream without a destination for it', () => {
    expect(
      without('AWS::Lambda::EventSourceMapping', ({ properties }) =>
        at(properties, 'DestinationConfig.OnFailure.Destination'),
      ),
    ).toEqual([]);
  });

  it('keeps no secret in the environment of a function', () => {
    const suspicious = template.of('AWS::Lambda::Function').flatMap(({ logicalId, properties }) =>
      Object.keys(at(properties, 'Environment.Variables') ?? {})
        .filter((name) => /SECRET|PASSWORD|TOKEN|API_?KEY/i.test(name))
        .map((name) => `${logicalId}: ${name}`),
    );
    expect(suspicious).toEqual([]);
  });

  it('has an alarm behind every dead-letter queue, and every alarm calls somebody', () => {
    const queues = template.of('AWS::SQS::Queue').filter(({ logicalId }) => /DeadLetter|Undelivered/.test(logicalId));
    const watched = template
      .of('AWS::CloudWatch::Alarm')
      .map(({ properties }) => JSON.stringify(properties.Dimensions ?? ''));
    expect(
      queues.filter(({ logicalId }) => !watched.some((dimensions) => dimensions.includes(`"${logicalId}"`))),
    ).toEqual([]);
    expect(without('AWS::CloudWatch::Alarm', ({ properties }) => at(properties, 'AlarmActions.0'))).toEqual([]);
  });

  it('hears of every Standard workflow that fails, runs out of time or is throttled', () => {
    const watched = template
      .of('AWS::CloudWatch::Alarm')
      .map(({ properties }) => `${properties.MetricName} ${JSON.stringify(properties.Dimensions)}`);
    const unheard = template
      .of('AWS::StepFunctions::StateMachine')
      .filter(({ properties }) => properties.StateMachineType !== 'EXPRESS')
      .flatMap(({ logicalId }) =>
        ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled'].map((metric) => ({ logicalId, metric })),
      )
      .filter(
        ({ logicalId, metric }) =>
          !watched.some((alarm) => alarm.startsWith(`${metric} `) && alarm.includes(`"${logicalId}"`)),
      )
      .map(({ logicalId, metric }) => `${logicalId}: ${metric}`);
    expect(unheard).toEqual([]);
  });
});

describe('the template of prod', async () => {
  const template = await compiled('prod');

  it('bounds every function of the images, so that a flood of photos leaves the orders their share', () => {
    const functions = template.of('AWS::Lambda::Function').filter(({ logicalId }) => !logicalId.startsWith('Orders'));
    const reserved = functions.map(({ properties }) => Number(properties.ReservedConcurrentExecutions ?? Number.NaN));
    expect(functions.length).toBeGreaterThan(0);
    // AWS's quota without asking is 1,000 for the account, 100 of which nobody can reserve.
    expect(reserved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(900);
  });

  it('answers downloads with headers for their safety', () => {
    const [distribution] = template.of('AWS::CloudFront::Distribution');
    expect(at(distribution?.properties, 'DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId')).toBe(
      '67f7725c-6f97-4210-82d7-5512b31e9d03',
    );
  });

  it('keeps every version of the source photos', () => {
    const source = template.of('AWS::S3::Bucket').find(({ logicalId }) => logicalId === 'SourceBucket');
    expect(at(source?.properties, 'VersioningConfiguration.Status')).toBe('Enabled');
  });

  it('outlives a deletion of its stack: tables, logs and the source bucket are retained, tables protected', () => {
    const kept = [
      ...template.of('AWS::DynamoDB::Table'),
      ...template.of('AWS::Logs::LogGroup'),
      ...template.of('AWS::SQS::Queue').filter(({ logicalId }) => logicalId.endsWith('UndeliveredQueue')),
      ...template.of('AWS::S3::Bucket').filter(({ logicalId }) => logicalId === 'SourceBucket'),
    ];
    expect(kept.filter(({ deletionPolicy }) => deletionPolicy !== 'Retain').map(({ logicalId }) => logicalId)).toEqual(
      [],
    );
    const unprotected = template
      .of('AWS::DynamoDB::Table')
      .filter(({ properties }) => properties.DeletionProtectionEnabled !== true);
    expect(unprotected.map(({ logicalId }) => logicalId)).toEqual([]);
  });
});
