import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { recordFilter } from '#services/lambda-mappings/record-filter.ts';

interface Limit {
  readonly name: string;
  readonly member:
    | 'batchSize'
    | 'batchingWindowSeconds'
    | 'parallelizationFactor'
    | 'maximumRetryAttempts'
    | 'maximumRecordAgeSeconds';
  readonly least: number;
  readonly most: number;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const LIMITS: readonly Limit[] = [
  { name: 'BatchSize', member: 'batchSize', least: 1, most: 10_000 },
  { name: 'MaximumBatchingWindowInSeconds', member: 'batchingWindowSeconds', least: 0, most: 300 },
  { name: 'ParallelizationFactor', member: 'parallelizationFactor', least: 1, most: 10 },
  { name: 'MaximumRetryAttempts', member: 'maximumRetryAttempts', least: -1, most: 10_000 },
  { name: 'MaximumRecordAgeInSeconds', member: 'maximumRecordAgeSeconds', least: -1, most: 604_800 },
];

const LEAST_AGE_SECONDS = 60;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const MOST_FILTERS = 5;
const MOST_FILTER_CHARACTERS = 4096;

/** SQS hands over at most ten messages at a time; to gather more is what is not supported here. */
const MOST_MESSAGES = 10;

export const isQueue = ({ eventSourceArn }: Pick<EventSourceMapping, 'eventSourceArn'>): boolean =>
  eventSourceArn.startsWith('arn:aws:sqs:');

/** Throws an Error that names what AWS would refuse, or what is not supported here. */
export function checkMapping(mapping: EventSourceMapping): void {
  const { eventSourceArn: source, maximumRecordAgeSeconds: age, onFailureArn: failures } = mapping;
  if (!isQueue(mapping) && !/^arn:aws:dynamodb:.*:table\/[^/]+\/stream\//.test(source))
    throw new Error(`an event source such as ${source} is not supported here`);
  for (const { name, member, least, most } of LIMITS) {
    if (mapping[member] < least || mapping[member] > most)
      throw new Error(`${name} must be between ${least} and ${most}`);
  }
  if (age >= 0 && age < LEAST_AGE_SECONDS)
    throw new Error(`MaximumRecordAgeInSeconds must be -1, or at least ${LEAST_AGE_SECONDS}`);
  if (isQueue(mapping)) checkQueueMapping(mapping);
  if (failures !== undefined && !/^arn:aws:(sqs|sns):/.test(failures))
    throw new Error(`${failures} is not supported here as a destination of failures`);
  checkFilters(mapping.filterPatterns);
}

function checkQueueMapping(mapping: EventSourceMapping): void {
  const forStreams = [
    mapping.parallelizationFactor !== 1 && 'ParallelizationFactor',
    mapping.maximumRetryAttempts !== -1 && 'MaximumRetryAttempts',
    mapping.maximumRecordAgeSeconds !== -1 && 'MaximumRecordAgeInSeconds',
    mapping.bisectBatchOnFunctionError && 'BisectBatchOnFunctionError',
    mapping.onFailureArn !== undefined && 'DestinationConfig',
  ].find((name) => name !== false);
  if (forStreams) throw new Error(`${forStreams} is for streams: a queue has its own redrive policy`);
  if (mapping.batchSize > MOST_MESSAGES)
    throw new Error(`a BatchSize of more than ${MOST_MESSAGES} is not supported here for a queue`);
  if (mapping.batchingWindowSeconds > 0)
    throw new Error('MaximumBatchingWindowInSeconds is not supported here for a queue');
}

function checkFilters(patterns: readonly string[]): void {
  if (patterns.length > MOST_FILTERS) throw new Error(`FilterCriteria may have at most ${MOST_FILTERS} filters`);
  if (patterns.some(({ length }) => length > MOST_FILTER_CHARACTERS))
    throw new Error(`a filter's pattern may have at most ${MOST_FILTER_CHARACTERS} characters`);
  recordFilter(patterns);
}
