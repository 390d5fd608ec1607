import { localPlace } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import { PolicyStore } from '#services/iam/policy-store.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import type { EventInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { eventInvokeConfigType } from '#template/resources/lambda/aws-lambda-event-invoke-config.ts';
import { eventSourceMappingType } from '#template/resources/lambda/aws-lambda-event-source-mapping.ts';
import { functionType } from '#template/resources/lambda/aws-lambda-function.ts';
import { permissionType } from '#template/resources/lambda/aws-lambda-permission.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';
import { startWith } from '#tests/support/start-stack.ts';

const resource = (type: string, properties: JsonObject) => ({
  logicalId: 'Mine',
  stackName: 'darkroom-dev',
  type,
  properties,
});
const packages = { unpack: async () => '/unpacked', remove: async () => {} };
const findFunction = (name: string): LambdaFunction => lambdaFunction(name);
const minimal = { Handler: 'functions/x.handler', Runtime: 'nodejs24.x', Role: 'arn:role' };

describe('AWS::Lambda::Function', () => {
  const apply = async (properties: JsonObject) => {
    const put: LambdaFunction[] = [];
    const type = functionType({
      putFunction: (lambda) => void put.push(lambda),
      removeFunction: () => undefined,
      hasFunction: () => false,
      packages,
      clock: new ManualClock(0),
      place: localPlace,
    });
    return { provisioned: await type.apply(resource(type.type, properties)), lambda: put[0] };
  };

  it('has AWS’s defaults', async () => {
    const { provisioned, lambda } = await apply(minimal);
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:darkroom-dev-Mine';
    expect(provisioned).toEqual({ ref: 'darkroom-dev-Mine', attributes: { Arn: arn } });
    expect(lambda).toEqual({
      name: 'darkroom-dev-Mine',
      arn,
      description: '',
      handler: 'functions/x.handler',
      runtime: 'nodejs24.x',
      architecture: 'x86_64',
      memoryMb: 128,
      timeoutSeconds: 3,
      environment: {},
      roleArn: 'arn:role',
      logGroup: '/aws/lambda/darkroom-dev-Mine',
      logFormat: 'Text',
      applicationLogLevel: 'INFO',
      systemLogLevel: 'INFO',
      tracingMode: 'PassThrough',
      reservedConcurrency: undefined,
      deadLetterArn: undefined,
      lastModified: '1970-01-01T00:00:00.000+0000',
    });
  });

  it('is configured as the template says', async () => {
    const { lambda } = await apply({
      ...minimal,
      FunctionName: 'resize',
      MemorySize: '1769',
      Timeout: 60,
      Architectures: ['arm64'],
      Environment: { Variables: { WIDTH: 320 } },
      ReservedConcurrentExecutions: 5,
      DeadLetterConfig: { TargetArn: 'arn:dead' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: '/own', ApplicationLogLevel: 'DEBUG', SystemLogLevel: 'WARN' },
    });
    expect(lambda).toMatchObject({
      name: 'resize',
      memoryMb: 1769,
      timeoutSeconds: 60,
      architecture: 'arm64',
      environment: { WIDTH: '320' },
      reservedConcurrency: 5,
      deadLetterArn: 'arn:dead',
      applicationLogLevel: 'DEBUG',
      systemLogLevel: 'WARN',
      logFormat: 'JSON',
      logGroup: '/own',
    });
  });

  it.each([
    [{ ...minimal, Runtime: 'nodejs20.x' }, 'the property Runtime must be nodejs24.x here'],
    [{ ...minimal, Environment: { Secrets: {} } }, 'the property Environment.Secrets is not supported here'],
    [{ Runtime: 'nodejs24.x', Role: 'arn:role' }, 'the property Handler is missing'],
    [
      { ...minimal, LoggingConfig: { SystemLogLevel: 'WARN' } },
      'LoggingConfig.SystemLogLevel needs the LogFormat JSON',
    ],
    [
      { ...minimal, LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'ERROR' } },
      'LoggingConfig.SystemLogLevel must be DEBUG or INFO or WARN here',
    ],
    [
      { ...minimal, LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'LOUD' } },
      'LoggingConfig.ApplicationLogLevel must be TRACE or DEBUG',
    ],
  ])('refuses %j', async (properties, message) => {
    await expect(apply(properties)).rejects.toThrow(message);
  });

  it('knows no property for layers or networks: the registry refuses them', () => {
    const { properties, withoutEffect } = functionType({
      putFunction: () => undefined,
      removeFunction: () => undefined,
      hasFunction: () => false,
      packages,
      clock: new ManualClock(),
      place: localPlace,
    });
    for (const name of ['Layers', 'VpcConfig', 'FileSystemConfigs', 'ImageConfig'])
      expect([...properties, ...withoutEffect]).not.toContain(name);
  });
});

describe('AWS::Lambda::EventSourceMapping', () => {
  const apply = (properties: JsonObject) => {
    const put: EventSourceMapping[] = [];
    const type = eventSourceMappingType({
      findFunction,
      putMapping: (mapping) => void put.push(mapping),
      removeMapping: () => undefined,
    });
    const required = { EventSourceArn: 'arn:stream', FunctionName: 'consume', StartingPosition: 'LATEST' };
    type.apply(resource(type.type, { ...required, ...properties }));
    return put[0];
  };

  it('hands over what the template says', () => {
    const mapping = apply({
      BatchSize: 25,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      DestinationConfig: { OnFailure: { Destination: 'arn:dead' } },
    });
    expect(mapping).toMatchObject({
      functionArn: lambdaFunction('consume').arn,
      roleArn: lambdaFunction('consume').roleArn,
      enabled: true,
      batchSize: 25,
      startingPosition: 'TRIM_HORIZON',
      maximumRetryAttempts: 5,
      maximumRecordAgeSeconds: 3600,
      bisectBatchOnFunctionError: true,
      reportBatchItemFailures: true,
      filterPatterns: ['{"eventName":["INSERT"]}'],
      onFailureArn: 'arn:dead',
    });
  });

  it('has AWS’s defaults, and the same UUID at every boot', () => {
    expect(apply({})).toMatchObject({ batchSize: 100, parallelizationFactor: 1, maximumRetryAttempts: -1 });
    expect(apply({ EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:jobs' })).toMatchObject({ batchSize: 10 });
    expect(apply({})?.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(apply({})?.uuid).toBe(apply({ BatchSize: 1 })?.uuid);
  });

  it('refuses tumbling windows by their name, as all that would not work here', async () => {
    const type = eventSourceMappingType({ findFunction, putMapping: () => undefined, removeMapping: () => undefined });
    const Properties = { EventSourceArn: 'arn:stream', FunctionName: 'consume', TumblingWindowInSeconds: 30 };
    const applying = startWith({ Resources: { Mine: { Type: type.type, Properties } } }, [type]);
    await expect(applying).rejects.toThrow('the property TumblingWindowInSeconds is not supported here');
  });

  it('refuses a stream without a starting position', () => {
    const type = eventSourceMappingType({ findFunction, putMapping: () => undefined, removeMapping: () => undefined });
    const properties = { EventSourceArn: 'arn:stream', FunctionName: 'consume' };
    expect(() => type.apply(resource(type.type, properties))).toThrow('StartingPosition');
  });

  it('refuses a starting position that is not there', () => {
    expect(() => apply({ StartingPosition: 'AT_TIMESTAMP' })).toThrow(
      'StartingPosition must be TRIM_HORIZON or LATEST',
    );
  });
});

it('AWS::Lambda::Permission becomes a statement in the policy of its function', () => {
  const policies = new PolicyStore(localPlace);
  const type = permissionType({ findFunction, policies });
  type.apply(
    resource(type.type, {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'notify',
      Principal: 'events.amazonaws.com',
      SourceArn: 'arn:rule',
    }),
  );
  const { arn } = lambdaFunction('notify');
  const statement = {
    Sid: 'Mine',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: arn,
    Condition: { ArnLike: { 'AWS:SourceArn': 'arn:rule' } },
  };
  const written = policies.allResourcePolicies.get(arn)?.get('Mine')?.written;
  expect(written).toEqual({ Version: '2012-10-17', Statement: [statement] });
});

it('AWS::Lambda::EventInvokeConfig sets retries, age and destinations', () => {
  const set: [string, EventInvokeConfig][] = [];
  const type = eventInvokeConfigType({
    removeInvokeConfig: () => undefined,
    putInvokeConfig: (...config) => void set.push(config),
  });
  type.apply(
    resource(type.type, {
      FunctionName: 'notify',
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: 'arn:dead' } },
    }),
  );
  const config = { retryAttempts: 0, maximumAgeSeconds: 21_600, onSuccess: undefined, onFailure: 'arn:dead' };
  expect(set).toEqual([['notify', config]]);
});
