import { inIndex, inPartition, key, type Row, S, values } from '#tests/unit/services/dynamodb/refusals/inputs.ts';

export const readRows: readonly Row[] = [
  [
    'Query',
    { ...inPartition, Select: 'SPECIFIC_ATTRIBUTES' },
    'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
  ],
  [
    'Query',
    { ...inPartition, Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'x' },
    'Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES',
  ],
  [
    'Query',
    { ...inPartition, Select: 'COUNT', ProjectionExpression: 'x' },
    'Cannot specify the ProjectionExpression when choosing to get only the Count',
  ],
  [
    'Scan',
    { Select: 'COUNT', AttributesToGet: ['x'] },
    'Cannot specify the AttributesToGet when choosing to get only the Count',
  ],
  [
    'Query',
    { ...inPartition, Select: 'ALL_PROJECTED_ATTRIBUTES' },
    'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  ],
  [
    'Query',
    { ...inIndex, Select: 'ALL_ATTRIBUTES' },
    'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL',
  ],
  [
    'Query',
    { ...inIndex, ProjectionExpression: 'x, y.z' },
    'One or more parameter values were invalid: Global secondary index keys does not project [x, y]',
  ],
  [
    'Scan',
    { IndexName: 'some', ProjectionExpression: 'x, y' },
    'One or more parameter values were invalid: Global secondary index some does not project [y]',
  ],
  ['Query', { ...inIndex, ConsistentRead: true }, 'Consistent reads are not supported on global secondary indexes'],
  ['Query', { ...inIndex, IndexName: 'none' }, 'The table does not have the specified index: none'],
  [
    'Query',
    { ...inIndex, FilterExpression: 'x = :g' },
    'One or more parameter values were invalid: Secondary index keys does not project one or more filter attributes: [x]',
  ],
  [
    'Query',
    { ...inPartition, FilterExpression: 's = :p' },
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: s',
  ],
  ['Query', {}, 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'],
  [
    'Query',
    { ...inPartition, ExclusiveStartKey: { p: S('a') } },
    'The provided starting key is invalid: The provided key element does not match the schema',
  ],
  [
    'Query',
    { ...inPartition, ExclusiveStartKey: { p: S('b'), s: S('1') } },
    'The provided starting key is outside query boundaries based on provided conditions',
  ],
  [
    'Query',
    { KeyConditionExpression: 'p = :p AND s > :s', ...values({ ':p': S('a'), ':s': S('2') }), ExclusiveStartKey: key },
    'The provided starting key does not match the range key predicate',
  ],
  ['Query', { ...inIndex, ExclusiveStartKey: key }, 'The provided starting key is invalid'],
  [
    'Scan',
    { ExclusiveStartKey: { p: S('a'), s: { N: '1' } } },
    'The provided starting key is invalid: The provided key element does not match the schema',
  ],
  [
    'Scan',
    { Segment: 0 },
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  ],
  [
    'Scan',
    { TotalSegments: 2 },
    'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
  ],
  [
    'Scan',
    { TotalSegments: 2, Segment: 2 },
    'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2',
  ],
  [
    'Scan',
    { TotalSegments: 1_000_001, Segment: 2 },
    "1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
  ],
  [
    'Scan',
    { Limit: 0 },
    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    'Query',
    { ...inPartition, Select: 'SOME' },
    "1 validation error detected: Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
  ],
];
