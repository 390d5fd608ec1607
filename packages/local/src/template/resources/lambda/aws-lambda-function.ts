import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { functionArn } from '#services/lambda/function-name.ts';
import {
  APPLICATION_LOG_LEVELS,
  type LambdaFunction,
  SYSTEM_LOG_LEVELS,
  TRACING_MODES,
} from '#services/lambda/lambda-function.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { type FunctionPackages, functionCode } from '#template/resources/lambda/packages.ts';
import { TemplateError } from '#template/template-error.ts';

interface FunctionTypeOptions {
  readonly putFunction: (lambda: LambdaFunction) => void;
  readonly removeFunction: (name: string) => void;
  readonly hasFunction: (name: string) => boolean;
  readonly packages: FunctionPackages;
  readonly clock: Clock;
  readonly place: Place;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const functionType = ({
  putFunction,
  removeFunction,
  hasFunction,
  packages,
  clock,
  place,
}: FunctionTypeOptions): ResourceType => ({
  type: 'AWS::Lambda::Function',
  properties: [
    'FunctionName',
    'Description',
    'Handler',
    'Runtime',
    'Architectures',
    'MemorySize',
    'Timeout',
    'Environment',
    'Role',
    'ReservedConcurrentExecutions',
    'DeadLetterConfig',
    'LoggingConfig',
    'TracingConfig',
    'PackageType',
    'Code',
  ],
  // /tmp is the machine's.
  withoutEffect: ['EphemeralStorage', 'KmsKeyArn', 'RecursiveLoop', 'Tags'],
  async apply({ logicalId, stackName, suffix, properties }) {
    const read = readProperties(properties);
    const name = read.optionalText('FunctionName') ?? `${stackName}-${logicalId}`;
    const lambda = readFunction(read, name, functionArn(place, name), new Date(clock.now()));
    // What a start makes runs from the repository: its zip was never uploaded.
    const folder = suffix === undefined ? undefined : await packages.unpack(name, functionCode(read));
    putFunction({ ...lambda, ...(folder !== undefined && { folder }) });
    return { ref: name, attributes: { Arn: lambda.arn } };
  },
  exists: (_, name) => hasFunction(name),
  isVolatile: true,
  remove({ physicalId }) {
    removeFunction(physicalId);
    return packages.remove(physicalId);
  },
});

function readFunction(read: Properties, name: string, arn: string, now: Date): LambdaFunction {
  const logging = read.object('LoggingConfig', ['LogFormat', 'LogGroup', 'ApplicationLogLevel', 'SystemLogLevel']);
  return {
    name,
    arn,
    description: read.optionalText('Description') ?? '',
    handler: read.text('Handler'),
    runtime: oneOf(read.text('Runtime'), ['nodejs24.x'], 'Runtime'),
    architecture: oneOf(read.texts('Architectures')[0] ?? 'x86_64', ['arm64', 'x86_64'], 'Architectures'),
    memoryMb: read.integer('MemorySize', 128),
    timeoutSeconds: read.integer('Timeout', 3),
    environment: read.object('Environment', ['Variables']).textMap('Variables'),
    roleArn: read.text('Role'),
    logGroup: logging.optionalText('LogGroup') ?? `/aws/lambda/${name}`,
    ...readLogging(logging),
    reservedConcurrency: read.optionalInteger('ReservedConcurrentExecutions'),
    tracingMode: oneOf(
      read.object('TracingConfig', ['Mode']).optionalText('Mode') ?? 'PassThrough',
      TRACING_MODES,
      'TracingConfig.Mode',
    ),
    deadLetterArn: read.object('DeadLetterConfig', ['TargetArn']).optionalText('TargetArn'),
    lastModified: now.toISOString().replace('Z', '+0000'),
    uploaded: undefined,
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-loggingconfig.html */
function readLogging(
  logging: Properties,
): Pick<LambdaFunction, 'logFormat' | 'applicationLogLevel' | 'systemLogLevel'> {
  const logFormat = oneOf(logging.optionalText('LogFormat') ?? 'Text', ['Text', 'JSON'], 'LoggingConfig.LogFormat');
  const level = <T extends string>(name: string, allowed: readonly T[]) => {
    if (logFormat === 'Text' && logging.has(name)) {
      throw new TemplateError(`the property LoggingConfig.${name} needs the LogFormat JSON`);
    }
    return oneOf(logging.optionalText(name) ?? 'INFO', allowed, `LoggingConfig.${name}`);
  };
  return {
    logFormat,
    applicationLogLevel: level('ApplicationLogLevel', APPLICATION_LOG_LEVELS),
    systemLogLevel: level('SystemLogLevel', SYSTEM_LOG_LEVELS),
  };
}

function oneOf<T extends string>(value: string, allowed: readonly T[], property: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new TemplateError(`the property ${property} must be ${allowed.join(' or ')} here`);
  return found;
}
