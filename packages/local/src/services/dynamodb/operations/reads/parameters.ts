import { members, structure } from '#services/dynamodb/shapes/collections.ts';
import { indexName, tableRef } from '#services/dynamodb/shapes/names.ts';
import { reading } from '#services/dynamodb/shapes/options.ts';
import { flag, text, whole } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

const shared = { TableName: required(tableRef), IndexName: indexName, Limit: whole({ min: 1 }), ...reading };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const queryParameters = structure({
  ...shared,
  KeyConditionExpression: text(),
  KeyConditions: members,
  QueryFilter: members,
  ScanIndexForward: flag,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scanParameters = structure({
  ...shared,
  ScanFilter: members,
  Segment: whole({ min: 0, max: 999_999 }),
  TotalSegments: whole({ min: 1, max: 1_000_000 }),
});
