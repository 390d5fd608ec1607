import { batchGetParameters, batchWriteParameters } from '#services/dynamodb/batches/parameters.ts';
import {
  deleteParameters,
  getParameters,
  putParameters,
  updateParameters as updateItemParameters,
} from '#services/dynamodb/items/parameters.ts';
import { queryParameters, scanParameters } from '#services/dynamodb/reads/parameters.ts';
import type { MembersOf } from '#services/dynamodb/shapes/collections.ts';
import { unsupported } from '#services/dynamodb/shapes/read-input.ts';
import * as streams from '#services/dynamodb/streams/parameters.ts';
import {
  createParameters,
  tableParameters,
  updateParameters as updateTableParameters,
} from '#services/dynamodb/tables/parameters.ts';
import { listParameters as listTablesParameters } from '#services/dynamodb/tables/table-operations.ts';
import { listTagsParameters, tagParameters, untagParameters } from '#services/dynamodb/tables/tag-operations.ts';
import { transactGetParameters, transactWriteParameters } from '#services/dynamodb/transact/parameters.ts';
import { describeTtlParameters, updateTtlParameters } from '#services/dynamodb/ttl/operations.ts';

const none: MembersOf = {};

/** The shapes by which the operations read their requests. */
const shapes: Readonly<Record<string, { readonly members: MembersOf }>> = {
  CreateTable: createParameters,
  UpdateTable: updateTableParameters,
  DeleteTable: tableParameters,
  DescribeTable: tableParameters,
  DescribeContinuousBackups: tableParameters,
  ListTables: listTablesParameters,
  DescribeLimits: { members: none },
  TagResource: tagParameters,
  UntagResource: untagParameters,
  ListTagsOfResource: listTagsParameters,
  DescribeTimeToLive: describeTtlParameters,
  UpdateTimeToLive: updateTtlParameters,
  PutItem: putParameters,
  GetItem: getParameters,
  UpdateItem: updateItemParameters,
  DeleteItem: deleteParameters,
  Query: queryParameters,
  Scan: scanParameters,
  BatchGetItem: batchGetParameters,
  BatchWriteItem: batchWriteParameters,
  TransactGetItems: transactGetParameters,
  TransactWriteItems: transactWriteParameters,
  ListStreams: streams.listParameters,
  DescribeStream: streams.describeParameters,
  GetShardIterator: streams.iteratorParameters,
  GetRecords: streams.getRecordsParameters,
};

/** PartiQL reads its requests by itself. */
const shared = ['Parameters', 'ReturnValuesOnConditionCheckFailure', 'ReturnConsumedCapacity'];
const statements: Readonly<Record<string, readonly string[]>> = {
  ExecuteStatement: ['Statement', ...shared, 'ConsistentRead', 'Limit', 'NextToken', 'ReturnItemCollectionMetrics'],
  BatchExecuteStatement: ['Statements', 'ReturnConsumedCapacity'],
  ExecuteTransaction: ['TransactStatements', 'ClientRequestToken', 'ReturnConsumedCapacity'],
};

export interface SupportedOperation {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Parameters of AWS's that are refused by name. */
  readonly refused: readonly string[];
}

/** The operations of DynamoDB and DynamoDB Streams that are here, with what they take. */
export const supportedOperations: readonly SupportedOperation[] = [
  ...Object.entries(shapes).map(([name, { members }]) => {
    const entries = Object.entries(members);
    const named = (isRefused: boolean) =>
      entries.filter(([, shape]) => (shape === unsupported) === isRefused).map(([member]) => member);
    return { name, parameters: named(false), refused: named(true) };
  }),
  ...Object.entries(statements).map(([name, parameters]) => ({ name, parameters, refused: [] })),
];
