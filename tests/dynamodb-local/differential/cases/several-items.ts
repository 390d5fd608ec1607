import type { JsonObject } from '@safelight/asl/json';
import { condition, path } from '../conditions.ts';
import { unordered } from '../normal.ts';
import { partsOf } from '../parts.ts';
import { Placeholders } from '../placeholders.ts';
import type { Random } from '../random.ts';
import { type Probe, single } from '../side.ts';
import { DOUBLE, SINGLE } from '../tables.ts';
import { update } from '../updates.ts';
import { anyValue } from '../values.ts';

const singleKey = (random: Random): JsonObject => ({ id: { S: random.pick(['a', 'b', 'c', 'd', 'e', 'f']) } });
const doubleKey = (random: Random): JsonObject => ({
  id: { S: random.pick(['p', 'q']) },
  at: { N: String(random.below(12)) },
});

function action(random: Random): JsonObject {
  const into = new Placeholders(random);
  const onSingle = random.chance(0.7);
  const TableName = onSingle ? SINGLE : DOUBLE;
  const Key = onSingle ? singleKey(random) : doubleKey(random);
  const asked = random.chance(0.4) ? { ConditionExpression: condition(random, into) } : {};
  const onFailure = random.chance(0.3) ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } : {};
  switch (random.below(8)) {
    case 0:
    case 1:
      return {
        Put: { TableName, Item: { ...Key, x: anyValue(random, 0.02) }, ...asked, ...into.parameters(), ...onFailure },
      };
    case 2:
      return { Delete: { TableName, Key, ...asked, ...into.parameters(), ...onFailure } };
    case 3: {
      const check = { TableName, Key, ...(random.chance(0.95) && { ConditionExpression: condition(random, into) }) };
      return { ConditionCheck: { ...check, ...into.parameters(), ...onFailure } };
    }
    default: {
      const UpdateExpression = update(random, into);
      return { Update: { TableName, Key, UpdateExpression, ...asked, ...into.parameters(), ...onFailure } };
    }
  }
}

export const transactWrite = (random: Random): Probe =>
  single('TransactWriteItems', {
    TransactItems: random.some(4, () => (random.chance(0.01) ? {} : action(random))),
    ...(random.chance(0.1) && { ClientRequestToken: random.pick(['x'.repeat(37), '']) }),
  });

export const transactGet = (random: Random): Probe =>
  single('TransactGetItems', {
    TransactItems: random.some(4, () => {
      const into = new Placeholders(random);
      const projected = random.chance(0.4) ? { ProjectionExpression: path(random, into), ...into.parameters() } : {};
      return random.chance(0.7)
        ? { Get: { TableName: SINGLE, Key: singleKey(random), ...projected } }
        : { Get: { TableName: DOUBLE, Key: doubleKey(random), ...projected } };
    }),
  });

export function batchGet(random: Random): Probe {
  const into = new Placeholders(random);
  return gotten({
    RequestItems: {
      [SINGLE]: {
        Keys: random.some(4, () => singleKey(random)),
        ...(random.chance(0.4) && { ProjectionExpression: path(random, into), ...into.parameters() }),
      },
      ...(random.chance(0.4) && { [DOUBLE]: { Keys: random.some(3, () => doubleKey(random)) } }),
    },
  });
}

/** A BatchGetItem, which promises no order. */
const gotten = (input: JsonObject): Probe => ({
  title: `BatchGetItem ${JSON.stringify(input)}`,
  parts: () => partsOf(input).map(gotten),
  async run(side) {
    const answer = await side.call('BatchGetItem', input);
    if (answer.error !== undefined) return answer;
    const entries = Object.entries(answer.body.Responses ?? {});
    return entries.map(([table, items]) => [table, Array.isArray(items) ? unordered(items) : items]).toSorted();
  },
});

export const batchWrite = (random: Random): Probe =>
  single('BatchWriteItem', {
    RequestItems: {
      [SINGLE]: random.some(4, () =>
        random.chance(0.6)
          ? { PutRequest: { Item: { ...singleKey(random), x: anyValue(random, 0.02) } } }
          : { DeleteRequest: { Key: singleKey(random) } },
      ),
      ...(random.chance(0.3) && { [DOUBLE]: random.some(2, () => ({ DeleteRequest: { Key: doubleKey(random) } })) }),
    },
  });
