import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { batchGetParameters, batchWriteParameters } from '#services/dynamodb/operations/batches/parameters.ts';
import {
  deleteParameters,
  getParameters,
  putParameters,
  updateParameters as updateItemParameters,
} from '#services/dynamodb/operations/items/parameters.ts';
import { queryParameters, scanParameters } from '#services/dynamodb/operations/reads/parameters.ts';
import {
  createParameters,
  tableParameters,
  updateParameters as updateTableParameters,
} from '#services/dynamodb/operations/tables/parameters.ts';
import { listParameters as listTablesParameters } from '#services/dynamodb/operations/tables/table-operations.ts';
import {
  listTagsParameters,
  tagParameters,
  untagParameters,
} from '#services/dynamodb/operations/tables/tag-operations.ts';
import { transactGetParameters, transactWriteParameters } from '#services/dynamodb/operations/transact/parameters.ts';
import { describeTtlParameters, updateTtlParameters } from '#services/dynamodb/operations/ttl/operations.ts';
import type { MembersOf } from '#services/dynamodb/shapes/collections.ts';
import { unsupported } from '#services/dynamodb/shapes/read-input.ts';
import * as streams from '#services/dynamodb/streams/parameters.ts';

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
  ExecuteStatement: ['Statement', ...shared, 'ConsistentRead', 'Limit', 'NextToken'],
  BatchExecuteStatement: ['Statements', 'ReturnConsumedCapacity'],
  ExecuteTransaction: ['TransactStatements', 'ClientRequestToken', 'ReturnConsumedCapacity'],
};

/** What the operations of DynamoDB and DynamoDB Streams take, by their names. */
export const inputs: ReadonlyMap<string, InputMembers> = new Map([
  ...Object.entries(shapes).map(([name, { members }]) => [name, inputOf(members)] as const),
  ...Object.entries(statements).map(([name, members]) => [name, { members }] as const),
]);

function inputOf(shaped: MembersOf): InputMembers {
  const isRefused = (member: string) => shaped[member] === unsupported;
  const names = Object.keys(shaped);
  return { members: names.filter((member) => !isRefused(member)), refused: names.filter(isRefused) };
}
