import type { JsonObject } from '@safelight/asl/json';
import { broken, condition } from '../conditions.ts';
import { Placeholders } from '../placeholders.ts';
import type { Random } from '../random.ts';
import { type Probe, single } from '../side.ts';
import { SINGLE } from '../tables.ts';
import { update } from '../updates.ts';
import { anyValue } from '../values.ts';

const key = (random: Random): JsonObject => ({ id: { S: random.pick(['a', 'b', 'c', 'new']) } });
const RETURNED = ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'] as const;

/** A write that stands on a condition. */
export function conditionalWrite(random: Random): Probe {
  const into = new Placeholders(random);
  const written = condition(random, into);
  const options = {
    TableName: SINGLE,
    ConditionExpression: random.chance(0.06) ? broken(random, written) : written,
    ...(random.chance(0.5) && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    ...into.parameters(),
  };
  if (random.chance(0.4))
    return single('DeleteItem', { ...options, Key: key(random), ...returned(random, ['NONE', 'ALL_OLD']) });
  const Item = { ...key(random), n: { N: String(random.below(9)) }, x: anyValue(random, 0.03) };
  return single('PutItem', { ...options, Item, ...returned(random, ['NONE', 'ALL_OLD']) });
}

export function updateItem(random: Random): Probe {
  const into = new Placeholders(random);
  const written = update(random, into);
  return single('UpdateItem', {
    TableName: SINGLE,
    Key: key(random),
    UpdateExpression: random.chance(0.08) ? broken(random, written) : written,
    ...(random.chance(0.1) && { ConditionExpression: condition(random, into) }),
    ...into.parameters(),
    ReturnValues: random.pick(RETURNED),
  });
}

/** Mostly one that the operation takes. */
const returned = (random: Random, allowed: readonly string[]) =>
  random.chance(0.5) ? { ReturnValues: random.chance(0.95) ? random.pick(allowed) : random.pick(RETURNED) } : {};

const OPERATORS = [
  'EQ',
  'NE',
  'LE',
  'LT',
  'GE',
  'GT',
  'NOT_NULL',
  'NULL',
  'CONTAINS',
  'NOT_CONTAINS',
  'BEGINS_WITH',
  'IN',
  'BETWEEN',
];
const COUNTS: Readonly<Record<string, number>> = { NOT_NULL: 0, NULL: 0, BETWEEN: 2, IN: 2 };

/** A legacy comparison, now and then with values that it cannot have. */
export function comparison(random: Random): JsonObject {
  const ComparisonOperator = random.pick(OPERATORS);
  const count = random.chance(0.95) ? (COUNTS[ComparisonOperator] ?? 1) : random.below(3);
  if (count === 0) return { ComparisonOperator };
  return { ComparisonOperator, AttributeValueList: Array.from({ length: count }, () => anyValue(random, 0.01)) };
}

function expectation(random: Random): JsonObject {
  if (random.chance(0.6)) return comparison(random);
  const Exists = random.chance(0.5) ? { Exists: random.chance(0.5) } : {};
  return { ...Exists, ...(random.chance(0.6) && { Value: anyValue(random) }) };
}

const ATTRIBUTES = ['n', 's', 'b', 't', 'nul', 'l', 'm', 'ss', 'ns', 'bs', 'zz', 'm.x'];

export const several = (random: Random, make: () => JsonObject): JsonObject =>
  Object.fromEntries(random.some(2, () => [random.pick(ATTRIBUTES), make()] as const));

/** A write by the parameters of before expressions. */
export function legacyWrite(random: Random): Probe {
  const Expected = several(random, () => expectation(random));
  const options = {
    TableName: SINGLE,
    ...(random.chance(0.6) && { Expected }),
    ...(random.chance(0.2) && { ConditionalOperator: random.pick(['AND', 'OR']) }),
  };
  if (random.chance(0.4)) return single('PutItem', { ...options, Item: { ...key(random), n: { N: '1' } } });
  const AttributeUpdates = several(random, () => ({
    ...(random.chance(0.9) && { Action: random.pick(['PUT', 'ADD', 'DELETE']) }),
    ...(random.chance(0.9) && { Value: anyValue(random, 0.02) }),
  }));
  return single('UpdateItem', { ...options, Key: key(random), AttributeUpdates, ReturnValues: random.pick(RETURNED) });
}
