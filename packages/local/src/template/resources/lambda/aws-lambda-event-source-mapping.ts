import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { stableUuid } from '#template/resources/stable-uuid.ts';
import { TemplateError } from '#template/template-error.ts';

interface MappingTypeOptions {
  readonly findFunction: (nameOrArn: string) => LambdaFunction;
  /** Keeps the mapping, and starts whatever reads its source. */
  readonly putMapping: (mapping: EventSourceMapping) => void;
  readonly removeMapping: (uuid: string) => void;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMappingType = ({
  findFunction,
  putMapping,
  removeMapping,
}: MappingTypeOptions): ResourceType => ({
  type: 'AWS::Lambda::EventSourceMapping',
  properties: [
    'EventSourceArn',
    'FunctionName',
    'Enabled',
    'BatchSize',
    'MaximumBatchingWindowInSeconds',
    'ParallelizationFactor',
    'StartingPosition',
    'MaximumRetryAttempts',
    'MaximumRecordAgeInSeconds',
    'BisectBatchOnFunctionError',
    'FunctionResponseTypes',
    'FilterCriteria',
    'DestinationConfig',
  ],
  withoutEffect: ['Tags'],
  apply({ logicalId, stackName, suffix, properties }) {
    const uuid = stableUuid(suffix === undefined ? `${stackName}/${logicalId}` : `${stackName}/${logicalId}/${suffix}`);
    const mapping = readMapping(readProperties(properties), uuid, findFunction);
    putMapping(mapping);
    return { ref: mapping.uuid, attributes: { Id: mapping.uuid } };
  },
  isVolatile: true,
  remove: ({ physicalId }) => removeMapping(physicalId),
});

function readMapping(
  read: Properties,
  uuid: string,
  findFunction: MappingTypeOptions['findFunction'],
): EventSourceMapping {
  const { arn, roleArn } = findFunction(read.text('FunctionName'));
  const destination = read.object('DestinationConfig', ['OnFailure']).object('OnFailure', ['Destination', 'Type']);
  const source = read.text('EventSourceArn');
  const isQueue = source.startsWith('arn:aws:sqs:');
  const filters = read.object('FilterCriteria', ['Filters']).objects('Filters', ['Pattern']);
  return {
    uuid,
    eventSourceArn: source,
    functionArn: arn,
    roleArn,
    enabled: read.boolean('Enabled', true),
    batchSize: read.integer('BatchSize', isQueue ? 10 : 100),
    batchingWindowSeconds: read.integer('MaximumBatchingWindowInSeconds', 0),
    parallelizationFactor: read.integer('ParallelizationFactor', 1),
    startingPosition: isQueue ? 'TRIM_HORIZON' : startingPosition(read.text('StartingPosition')),
    maximumRetryAttempts: read.integer('MaximumRetryAttempts', -1),
    maximumRecordAgeSeconds: read.integer('MaximumRecordAgeInSeconds', -1),
    bisectBatchOnFunctionError: read.boolean('BisectBatchOnFunctionError', false),
    reportBatchItemFailures: read.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    filterPatterns: filters.map((filter) => filter.text('Pattern')),
    onFailureArn: destination.optionalText('Destination'),
  };
}

function startingPosition(value: string): EventSourceMapping['startingPosition'] {
  if (value === 'LATEST' || value === 'TRIM_HORIZON') return value;
  throw new TemplateError('the property StartingPosition must be TRIM_HORIZON or LATEST here');
}
