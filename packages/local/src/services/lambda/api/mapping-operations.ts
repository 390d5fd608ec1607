import type { LambdaOperations } from '#services/lambda/api/operation.ts';
import { lambdaPage } from '#services/lambda/api/paging.ts';
import { resourceNotFound } from '#services/lambda/errors.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';

interface MappingOptions {
  readonly mappings: ReadonlyMap<string, EventSourceMapping>;
  readonly arnOf: (uuid: string) => string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const mappingOperations = ({ mappings, arnOf }: MappingOptions): LambdaOperations => ({
  ListEventSourceMappings: {
    method: 'GET',
    path: /^\/2015-03-31\/event-source-mappings\/?$/,
    access: () => [{ action: 'lambda:ListEventSourceMappings', resource: '*' }],
    run: ({ request }) => {
      const source = request.query.get('EventSourceArn');
      const name = request.query.get('FunctionName');
      const wanted = [...mappings.values()].filter(
        ({ eventSourceArn, functionArn }) =>
          (source === null || source === eventSourceArn) && (name === null || `:${functionArn}`.endsWith(`:${name}`)),
      );
      const { items, next } = lambdaPage(wanted, request.query, 100);
      return { body: { EventSourceMappings: items.map((mapping) => describe(mapping, arnOf)), NextMarker: next } };
    },
  },
  GetEventSourceMapping: {
    method: 'GET',
    path: /^\/2015-03-31\/event-source-mappings\/(?<uuid>[^/]+)$/,
    access: ({ parameters: { uuid = '' } }) => [
      {
        action: 'lambda:GetEventSourceMapping',
        resource: arnOf(uuid),
        context: { 'lambda:FunctionArn': mappings.get(uuid)?.functionArn },
      },
    ],
    run: ({ parameters: { uuid = '' } }) => {
      const mapping = mappings.get(uuid);
      if (!mapping) throw resourceNotFound('The resource you requested does not exist.');
      return { body: describe(mapping, arnOf) };
    },
  },
});

const describe = (mapping: EventSourceMapping, arnOf: (uuid: string) => string): object => ({
  UUID: mapping.uuid,
  EventSourceMappingArn: arnOf(mapping.uuid),
  EventSourceArn: mapping.eventSourceArn,
  FunctionArn: mapping.functionArn,
  State: mapping.enabled ? 'Enabled' : 'Disabled',
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.batchingWindowSeconds,
  ParallelizationFactor: mapping.parallelizationFactor,
  StartingPosition: mapping.startingPosition,
  MaximumRetryAttempts: mapping.maximumRetryAttempts,
  MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds,
  BisectBatchOnFunctionError: mapping.bisectBatchOnFunctionError,
  FunctionResponseTypes: mapping.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
  ...(mapping.filterPatterns.length > 0 && {
    FilterCriteria: { Filters: mapping.filterPatterns.map((Pattern) => ({ Pattern })) },
  }),
  DestinationConfig: {
    OnFailure: { ...(mapping.onFailureArn !== undefined && { Destination: mapping.onFailureArn }) },
  },
});
