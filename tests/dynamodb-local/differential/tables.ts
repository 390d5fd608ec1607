import type { JsonObject } from '@safelight/asl/json';

const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
const attribute = (AttributeName: string, AttributeType: 'S' | 'N' | 'B') => ({ AttributeName, AttributeType });
const stream = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' };

/** A table by its partition key alone, with a stream. */
export const SINGLE = 'single';
/** A table by partition and sort key (a number), with a global and a local index. */
export const DOUBLE = 'double';
/** A table whose sort key is binary. */
export const BINARY = 'binary';

export const BY_KIND = 'by-kind';
export const BY_SCORE = 'by-score';
export const KEYS_ONLY = 'keys-only';

export const tables: readonly JsonObject[] = [
  {
    TableName: SINGLE,
    KeySchema: [key('id', 'HASH')],
    AttributeDefinitions: [attribute('id', 'S')],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: stream,
  },
  {
    TableName: DOUBLE,
    KeySchema: [key('id', 'HASH'), key('at', 'RANGE')],
    AttributeDefinitions: [attribute('id', 'S'), attribute('at', 'N'), attribute('kind', 'S'), attribute('score', 'N')],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: stream,
    GlobalSecondaryIndexes: [
      {
        IndexName: BY_KIND,
        KeySchema: [key('kind', 'HASH'), key('score', 'RANGE')],
        Projection: { ProjectionType: 'ALL' },
      },
      { IndexName: KEYS_ONLY, KeySchema: [key('kind', 'HASH')], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: BY_SCORE,
        KeySchema: [key('id', 'HASH'), key('score', 'RANGE')],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n'] },
      },
    ],
  },
  {
    TableName: BINARY,
    KeySchema: [key('id', 'HASH'), key('at', 'RANGE')],
    AttributeDefinitions: [attribute('id', 'N'), attribute('at', 'B')],
    BillingMode: 'PAY_PER_REQUEST',
  },
];

/** One attribute of every type. */
const every: JsonObject = {
  n: { N: '5' },
  s: { S: 'text' },
  b: { B: 'YWJj' },
  t: { BOOL: true },
  nul: { NULL: true },
  l: { L: [{ S: 'a' }, { N: '5' }, { M: { x: { S: 'deep' } } }] },
  m: { M: { x: { N: '1' }, y: { M: { z: { L: [{ S: 'a' }] } } } } },
  ss: { SS: ['a', 'text'] },
  ns: { NS: ['1', '5'] },
  bs: { BS: ['YQ==', 'YWJj'] },
};

/** What lies in the tables at the beginning of every round. */
export const items: Readonly<Record<string, readonly JsonObject[]>> = {
  [SINGLE]: ['a', 'b', 'c'].map((id) => ({ id: { S: id }, ...every })),
  [DOUBLE]: Array.from({ length: 12 }, (_, index) => ({
    id: { S: index % 3 === 0 ? 'q' : 'p' },
    at: { N: String(index % 4 === 0 ? -index / 4 : index) },
    ...(index % 5 !== 0 && { kind: { S: `k${index % 2}` } }),
    ...(index % 3 !== 1 && { score: { N: String((index * 7) % 10) } }),
    ...(index % 2 === 0 ? every : { n: { N: String(index) }, s: { S: `s${index}` } }),
  })),
  [BINARY]: ['', 'AA==', 'AAE=', 'AQ==', 'fw==', 'gA==', '/w==', '//8='].flatMap((at, index) =>
    at === '' ? [] : [{ id: { N: '1' }, at: { B: at }, n: { N: String(index) } }],
  ),
};
