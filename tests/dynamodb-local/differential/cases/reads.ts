import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { broken, condition, path } from '../conditions.ts';
import { normal, unordered } from '../normal.ts';
import { partsOf } from '../parts.ts';
import { Placeholders } from '../placeholders.ts';
import type { Random } from '../random.ts';
import { type Probe, type Side, single } from '../side.ts';
import { BINARY, BY_KIND, BY_SCORE, DOUBLE, KEYS_ONLY, SINGLE } from '../tables.ts';
import { comparison, several } from './writes.ts';

const projection = (random: Random, into: Placeholders) => random.some(3, () => path(random, into)).join(', ');

export function getItem(random: Random): Probe {
  const into = new Placeholders(random);
  const written = projection(random, into);
  return single('GetItem', {
    TableName: SINGLE,
    Key: { id: { S: random.pick(['a', 'zz']) } },
    ...(random.chance(0.8)
      ? { ProjectionExpression: random.chance(0.1) ? broken(random, written) : written, ...into.parameters() }
      : { AttributesToGet: random.some(3, () => random.pick(['n', 's', 'm', 'm.x', 'zz'])) }),
    ...(random.chance(0.3) && { ReturnConsumedCapacity: random.pick(['TOTAL', 'INDEXES', 'NONE']) }),
  });
}

const MOST_PAGES = 40;

/** All pages of a read, as one answer: items in their order, or in none where AWS promises none. */
export function paged(operation: 'Query' | 'Scan', input: JsonObject, ordered: boolean): Probe {
  return {
    title: `${operation} ${JSON.stringify(input)}, all pages`,
    parts: () => partsOf(input).map((part) => paged(operation, part, ordered)),
    async run(side: Side) {
      const items: unknown[] = [];
      let counted = 0;
      let scanned = 0;
      let from: JsonObject | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await side.call(operation, { ...input, ...(from && { ExclusiveStartKey: from }) });
        if (answer.error !== undefined) return answer;
        const { Items, Count, ScannedCount, LastEvaluatedKey } = answer.body;
        if (Array.isArray(Items)) items.push(...Items);
        counted += Number(Count);
        scanned += Number(ScannedCount);
        if (!isJsonObject(LastEvaluatedKey))
          return { items: ordered ? normal(items) : unordered(items), counted, scanned };
        from = LastEvaluatedKey;
      }
      return 'it does not end';
    },
  };
}

/** Mostly none. */
const INDEXES = ['', '', '', BY_KIND, BY_SCORE, KEYS_ONLY, 'no-such-index'];

function keyCondition(random: Random, into: Placeholders, index: string): string {
  const isKind = index === BY_KIND || index === KEYS_ONLY;
  const hash = `${into.name(isKind ? 'kind' : 'id')} = ${into.value({ S: isKind ? random.pick(['k0', 'k1', 'zz']) : random.pick(['p', 'q', 'zz']) })}`;
  if (random.chance(0.3) || (index === KEYS_ONLY && random.chance(0.9))) return hash;
  const range = into.name(index === '' ? 'at' : 'score');
  const number = () => into.value(random.chance(0.97) ? { N: String(random.below(12) - 2) } : { S: 'x' });
  const asked = random.pick([
    () => `${range} ${random.pick(['=', '<', '<=', '>', '>='])} ${number()}`,
    () => `${number()} ${random.pick(['<', '>'])} ${range}`,
    () =>
      `${range} between ${into.value({ N: String(random.below(4)) })} and ${into.value({ N: String(4 + random.below(6)) })}`,
    () => (random.chance(0.1) ? `begins_with(${range}, ${number()})` : `${range} > ${number()}`),
    () => (random.chance(0.1) ? `${range} <> ${number()}` : `${range} < ${number()}`),
  ])();
  return random.chance(0.9) ? `${hash} AND ${asked}` : `${asked} AND ${hash}`;
}

export function query(random: Random): Probe {
  const into = new Placeholders(random);
  const index = random.pick(INDEXES);
  const written = keyCondition(random, into, index);
  const input: JsonObject = {
    TableName: DOUBLE,
    ...(index !== '' && { IndexName: index }),
    KeyConditionExpression: random.chance(0.05) ? broken(random, written) : written,
    ...(random.chance(0.4) && { FilterExpression: condition(random, into) }),
    ...(random.chance(0.25) && { ProjectionExpression: projection(random, into) }),
    ...(random.chance(0.5) && { ScanIndexForward: random.chance(0.5) }),
    ...(random.chance(0.5) && { Limit: 1 + random.below(5) }),
    ...(random.chance(0.15) && { ConsistentRead: true }),
    ...(random.chance(0.2) && {
      Select: random.pick(['COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES']),
    }),
    ...into.parameters(),
  };
  // Items of one sort key, or of an index without, have no order among themselves.
  return paged('Query', input, index === '');
}

/** Sort keys of bytes, in both directions. */
export function binaryQuery(random: Random): Probe {
  const at = { B: random.pick(['AA==', 'AAE=', 'AQ==', 'fw==', 'gA==', '/w==', '//8=', 'AAA=', '']) };
  const asked = random.pick(['at < :at', 'at <= :at', 'at > :at', 'at >= :at', 'at = :at', 'begins_with(at, :at)']);
  const input = {
    TableName: BINARY,
    KeyConditionExpression: `id = :id AND ${asked}`.replaceAll(' at ', ' #at ').replace('(at,', '(#at,'),
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':id': { N: random.pick(['1', '1.0', '2']) }, ':at': at },
    ScanIndexForward: random.chance(0.5),
    ...(random.chance(0.5) && { Limit: 1 + random.below(3) }),
  };
  return paged('Query', input, true);
}

export function legacyQuery(random: Random): Probe {
  const equal = { ComparisonOperator: 'EQ', AttributeValueList: [{ S: random.pick(['p', 'q']) }] };
  const number = () => ({ N: String(random.below(10)) });
  const range = random.pick([
    { ComparisonOperator: random.pick(['EQ', 'LE', 'LT', 'GE', 'GT']), AttributeValueList: [number()] },
    { ComparisonOperator: 'BETWEEN', AttributeValueList: [number(), number()] },
    comparison(random),
  ]);
  const QueryFilter = several(random, () => comparison(random));
  const input: JsonObject = {
    TableName: DOUBLE,
    KeyConditions: { id: equal, ...(random.chance(0.6) && { at: range }) },
    ...(random.chance(0.5) && { QueryFilter }),
    ...(random.chance(0.2) && { ConditionalOperator: random.pick(['AND', 'OR']) }),
    ...(random.chance(0.2) && { AttributesToGet: ['n', 'id'] }),
  };
  return paged('Query', input, true);
}

export function scan(random: Random): Probe {
  const into = new Placeholders(random);
  const expression = random.chance(0.7);
  const input: JsonObject = {
    TableName: random.pick([SINGLE, DOUBLE]),
    ...(random.chance(0.7) &&
      (expression
        ? { FilterExpression: condition(random, into) }
        : { ScanFilter: several(random, () => comparison(random)) })),
    ...(random.chance(0.2) && { ProjectionExpression: projection(random, into) }),
    ...(random.chance(0.3) && { Limit: 1 + random.below(5) }),
    ...(random.chance(0.1) && { IndexName: random.pick([BY_KIND, BY_SCORE, KEYS_ONLY]) }),
    ...(random.chance(0.15) && {
      Select: random.pick(['COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES']),
    }),
    ...(random.chance(0.1) && { Segment: random.below(3), ...(random.chance(0.8) && { TotalSegments: 1 }) }),
    ...into.parameters(),
  };
  return paged('Scan', input, false);
}
