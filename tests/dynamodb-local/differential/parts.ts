import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { BY_SCORE, SINGLE } from './tables.ts';

/** Parameters that are right where a call's own may not be. */
const RIGHT: readonly JsonObject[] = [
  { TableName: SINGLE },
  { Key: { id: { S: 'a' } } },
  { Item: { id: { S: 'a' } } },
  { Limit: 1 },
  { IndexName: BY_SCORE },
];

/** Calls with less of what may be wrong with one: something of it left out, put right, or alone. */
export function partsOf(input: JsonObject): readonly JsonObject[] {
  const rights = RIGHT.filter((right) => Object.keys(right).every((name) => name in input));
  const parts = [
    ...Object.keys(input).map((name) => without(input, name)),
    ...rights.map((right) => ({ ...input, ...right })),
    ...Object.entries(input).flatMap(([name, value]) => smaller(value).map((less) => ({ ...input, [name]: less }))),
    ...alone(input.TransactItems).map((TransactItems) => ({ ...input, TransactItems })),
    ...updates(input).map((update) => ({ ...input, ...update })),
    ...statements(input.Statement).map((Statement) => ({ ...input, Statement })),
  ];
  // Placeholders that are left over are a fault too, which may be the one that is looked for.
  return [...parts.map(tidy), ...parts];
}

function without(input: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = input;
  return rest;
}

/** A map or a list without one of its members, or with one that is smaller. */
function smaller(value: Json): readonly Json[] {
  if (Array.isArray(value)) {
    const fewer = value.length > 1 ? value.map((_, index) => value.toSpliced(index, 1)) : [];
    return [...fewer, ...value.flatMap((one, index) => smaller(one).map((less) => value.with(index, less)))];
  }
  if (!isJsonObject(value)) return [];
  const names = Object.keys(value);
  const fewer = names.length > 1 ? names.map((name) => without(value, name)) : [];
  return [
    ...fewer,
    ...names.flatMap((name) => smaller(value[name] ?? null).map((less) => ({ ...value, [name]: less }))),
  ];
}

const alone = (list: Json | undefined): readonly Json[] => (Array.isArray(list) ? list.map((one) => [one]) : []);

/** Each action of an update by itself; of one that sets something, also where and what alone. */
function updates({
  UpdateExpression: expression,
  ExpressionAttributeValues: values,
}: JsonObject): readonly JsonObject[] {
  if (typeof expression !== 'string') return [];
  const sections = expression.split(/\s*\b(?=(?:SET|REMOVE|ADD|DELETE)\b)/).filter(Boolean);
  const actions = sections.flatMap((section) => {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(section) ?? [];
    // A comma within parentheses stands between operands.
    return rest.split(/,\s*(?![^(]*\))/).map((action) => `${word} ${action}`);
  });
  const halves = actions.flatMap((action) => {
    const [, target, operand] = /^SET (\S+) = (.*)$/.exec(action) ?? [];
    return target && operand ? [`SET ${target} = :part`, `SET part = ${operand}`] : [];
  });
  const given = { ...(isJsonObject(values) ? values : {}), ':part': { N: '1' } };
  return [...actions, ...halves].map((one) => ({ UpdateExpression: one, ExpressionAttributeValues: given }));
}

/** A statement with one of its changes alone, or with the first of its conditions alone. */
function statements(statement: Json | undefined): readonly string[] {
  if (typeof statement !== 'string') return [];
  const [, head = '', changes = '', tail = ''] = /^(UPDATE \S+) (.*?) (WHERE .*)$/.exec(statement) ?? [];
  const each = changes.split(/\s+(?=(?:SET|REMOVE)\b)/).filter(Boolean);
  return [...each.map((change) => `${head} ${change} ${tail}`), statement.replace(/ AND .*?(?= RETURNING|$)/, '')];
}

/** Without the placeholders that are left over. */
function tidy(input: JsonObject): JsonObject {
  const texts = Object.values(input).filter((value) => typeof value === 'string');
  const isUsed = (placeholder: string) => texts.some((text) => text.includes(placeholder));
  const kept = (map: Json | undefined) =>
    isJsonObject(map) ? Object.entries(map).filter(([placeholder]) => isUsed(placeholder)) : [];
  const placeholders = ['ExpressionAttributeNames', 'ExpressionAttributeValues'].flatMap((name) => {
    const members = kept(input[name]);
    return members.length > 0 ? [[name, Object.fromEntries(members)] as const] : [];
  });
  const { ExpressionAttributeNames: _, ExpressionAttributeValues: __, ...rest } = input;
  return { ...rest, ...Object.fromEntries(placeholders) };
}
