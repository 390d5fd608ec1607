import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json } from '@safelight/asl/json';
import { BY_SCORE, KEYS_ONLY } from './tables.ts';

/** Known: what DynamoDB Local does otherwise than AWS's pages say. */
interface Known {
  readonly why: string;
  /** The call, and what it came to on either side, as JSON. */
  holds(call: string, ours: string, theirs: string): boolean;
}

const attributesIn = (outcome: string): Json => {
  const { body } = JSON.parse(outcome);
  return body?.Attributes ?? {};
};

/** Whether all of one value is in the other: members by name, elements of lists anywhere. */
function isPart(part: Json, whole: Json): boolean {
  if (Array.isArray(part) && Array.isArray(whole))
    return part.every((element) => whole.some((other) => isPart(element, other)));
  if (!isJsonObject(part) || !isJsonObject(whole)) return isDeepStrictEqual(part, whole);
  return Object.entries(part).every(([name, value]) => name in whole && isPart(value, whole[name] ?? null));
}

const reasonsIn = (outcome: string): readonly Json[] => {
  const { details } = JSON.parse(outcome);
  return Array.isArray(details?.CancellationReasons) ? details.CancellationReasons : [];
};

/** What can be wrong with an update once the item is there. */
const UPDATE_FAULT =
  /"error":"ValidationException: (?:The document path provided|The provided expression refers|An operand in the update|Type mismatch|One or more parameter values were invalid: Cannot update attribute)/;

const isFault = (reason: Json) => isJsonObject(reason) && reason.Code === 'ValidationError';

const isFailedCondition = (reason: Json) => isJsonObject(reason) && reason.Code === 'ConditionalCheckFailed';

const isKeyUpdate = (reason: Json) => isFault(reason) && JSON.stringify(reason).includes('Cannot update attribute');

/** Two actions of a transaction on one item: the same table and key. */
function hasTwoOnOneItem(call: string): boolean {
  const { TransactItems: entries = [] } = JSON.parse(call.slice(call.indexOf('{')));
  const items: string[] = entries.flatMap((entry: object) =>
    Object.values(entry).map(({ TableName, Key, Item }) =>
      JSON.stringify([TableName, (Key ?? Item).id, (Key ?? Item).at]),
    ),
  );
  return new Set(items).size < items.length;
}

/** A Scan of an index whose filter names an attribute that the index does not have. */
function filtersByMoreThanProjected(call: string): boolean {
  const [, json = '{}'] = /^Scan (\{.*\})/.exec(call) ?? [];
  const { IndexName: index, FilterExpression: filter = '', ScanFilter: legacy = {}, ...rest } = JSON.parse(json);
  const has = projected.get(index);
  if (!has) return false;
  const named: readonly string[] = filter.match(/(?<![:.\w])#?\w+/g) ?? [];
  const names = named.map((name) => rest.ExpressionAttributeNames?.[name] ?? name);
  const words = /^(?:and|or|not|in|between|size|contains|begins_with|attribute_\w+|\d+)$/i;
  return [...names.filter((name) => !words.test(name)), ...Object.keys(legacy)].some((name) => !has.includes(name));
}

/** What the indexes that do not have all of an item have of it. */
const projected = new Map<string, readonly string[]>([
  [KEYS_ONLY, ['id', 'at', 'kind']],
  [BY_SCORE, ['id', 'at', 'score', 'n']],
]);

const all: readonly Known[] = [
  {
    why: 'UPDATED_OLD and UPDATED_NEW have only what was updated, not the whole document (UpdateItem)',
    holds: (call, ours, theirs) =>
      /"UpdateExpression":"[^"]*[.[].*"ReturnValues":"UPDATED_/.test(call) &&
      ours.startsWith('{"body"') &&
      theirs.startsWith('{"body"') &&
      isPart(attributesIn(ours), attributesIn(theirs)),
  },
  {
    why: 'a transaction whose update cannot be evaluated is cancelled, with a reason for each action (TransactWriteItems)',
    holds: (call, ours, theirs) =>
      call.startsWith('TransactWriteItems') &&
      reasonsIn(ours).some(isFault) &&
      (UPDATE_FAULT.test(theirs) || reasonsIn(theirs).some(isFault)),
  },
  {
    why: 'an update that cannot be is a ValidationError whatever its condition says (TransactWriteItems)',
    holds(call, ours, theirs) {
      const [one, other] = [reasonsIn(ours), reasonsIn(theirs)];
      const isSame = (reason: Json, index: number) =>
        isDeepStrictEqual(reason, other[index]) || (isFault(reason) && isFailedCondition(other[index] ?? null));
      return (
        call.startsWith('TransactWriteItems') && one.length === other.length && one.some(isFault) && one.every(isSame)
      );
    },
  },
  {
    why: 'what is wrong with an update itself is told before a condition is looked at, of this action or another (TransactWriteItems)',
    holds(call, ours, theirs) {
      const [one, other] = [reasonsIn(ours), reasonsIn(theirs)];
      const isKnown = (reason: Json, index: number) => {
        const there = other[index] ?? null;
        if (isKeyUpdate(reason)) return isFault(there) || isFailedCondition(there);
        return (
          isDeepStrictEqual(reason, { Code: 'None' }) && (isFailedCondition(there) || isDeepStrictEqual(reason, there))
        );
      };
      return (
        call.startsWith('TransactWriteItems') &&
        one.length === other.length &&
        one.some(isKeyUpdate) &&
        one.every(isKnown)
      );
    },
  },
  {
    why: 'a value is no part of a path (Expressions.Attributes)',
    holds: (call, ours, theirs) =>
      /[\w\]]\s*\.\s*:v\d/.test(call) &&
      ours.includes('Syntax error; token: \\":v') &&
      // It reads on, to whatever else is wrong.
      /Syntax error|Incorrect operand|does not have the specified index/.test(theirs),
  },
  {
    why: 'of two paths that overlap the one that stands first is named first (ExecuteStatement)',
    holds(call, ours, theirs) {
      const swapped = theirs.replace(/path one: (\[.*\]), path two: (\[.*\])/, 'path one: $2, path two: $1');
      return call.startsWith('ExecuteStatement') && ours.includes('Two document paths overlap') && swapped === ours;
    },
  },
  {
    why: 'no two actions of a transaction can be on one item, which is looked at before any is run (TransactWriteItems)',
    holds: (call, ours) =>
      call.startsWith('TransactWriteItems') &&
      ours.includes('cannot include multiple operations on one item') &&
      hasTwoOnOneItem(call),
  },
  {
    why: 'a token has from 1 to 36 characters (TransactWriteItems)',
    holds: (call, ours) => call.includes('"ClientRequestToken":""') && ours.includes("at 'clientRequestToken'"),
  },
  {
    why: 'capacity is told where it is asked for (DeleteItem)',
    holds: (call, ours, theirs) =>
      /^DeleteItem(?!.*ReturnConsumedCapacity)/.test(call) &&
      ours === '{"body":{}}' &&
      /^\{"body":\{"ConsumedCapacity":\{[^{}]*\}\}\}$/.test(theirs),
  },
  {
    why: 'which items are in a segment is not told (Scan)',
    holds: (call, ours, theirs) =>
      /^Scan .*"TotalSegments":[2-9]/.test(call) &&
      [ours, theirs].every((outcome) => outcome.includes('"ScannedCount"')),
  },
  {
    why: 'a filter of a Scan sees what the index has, and only that (LSI, GSI)',
    holds(call, ours, theirs) {
      if (!filtersByMoreThanProjected(call)) return false;
      const [one, other] = [JSON.parse(ours), JSON.parse(theirs)];
      return one.scanned === other.scanned && Array.isArray(one.items) && Array.isArray(other.items);
    },
  },
  {
    why: 'every broken constraint is told (CommonErrors)',
    holds: (_, ours, theirs) => {
      if (theirs.includes('Invalid table/index name.')) return /: [2-9] validation errors.*at 'tableName'/.test(ours);
      const told = /^\{"details":\{\},"error":"ValidationException: (Value null at [^"]*)"\}$/.exec(theirs)?.[1];
      return told !== undefined && /: [2-9] validation errors detected: /.test(ours) && ours.includes(told);
    },
  },
];

/** Why a difference is no fault of ours; undefined where nobody knows. */
export const knownWhy = (call: string, ours: string, theirs: string): string | undefined =>
  all.find((one) => one.holds(call, ours, theirs))?.why;
