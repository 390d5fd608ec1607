import { isJsonObject, type Json, type JsonObject, memberOf } from '@safelight/asl/json';
import type { Access } from '#gateway/service.ts';
import { LONGEST_EXPRESSION } from '#services/dynamodb/expressions/parameters.ts';
import { members, objects, tableName } from '#services/dynamodb/names.ts';

const EXPRESSIONS = [
  'ProjectionExpression',
  'FilterExpression',
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
];

/** Members that are maps by name of attribute. */
const BY_NAME = ['Key', 'Item', 'Expected', 'AttributeUpdates', 'KeyConditions', 'QueryFilter', 'ScanFilter'];

/** Words of expressions that are no names. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html */
const WORDS = new Set(
  (
    'set remove add delete and or not between in if_not_exists list_append attribute_exists attribute_not_exists ' +
    'attribute_type begins_with contains size'
  ).split(' '),
);

/**
 * The keys that a request about items brings beside `dynamodb:LeadingKeys`, looked up when a policy asks.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export const itemKeys =
  (operation: string, input: JsonObject, { resource }: Access) =>
  (key: string): readonly string[] | undefined => {
    if (!key.startsWith('dynamodb:')) return undefined;
    if (key === 'dynamodb:enclosingoperation') return operation.startsWith('Transact') ? [operation] : undefined;
    const inputs = inputsOn(resource.split('/')[1] ?? '', operation, input);
    if (key !== 'dynamodb:attributes') return texts([...inputs, input], SINGLE[key]);
    const attributes = [...new Set(inputs.flatMap(attributesOf))];
    return attributes.length > 0 ? attributes : undefined;
  };

/** Members that are keys as they are, where a request has them. */
const SINGLE: Readonly<Record<string, string>> = {
  'dynamodb:returnconsumedcapacity': 'ReturnConsumedCapacity',
  'dynamodb:returnvalues': 'ReturnValues',
  'dynamodb:select': 'Select',
};

function texts(inputs: readonly JsonObject[], member: string | undefined): readonly string[] | undefined {
  const value = member && inputs.map((input) => input[member]).find((each) => typeof each === 'string');
  return typeof value === 'string' ? [value] : undefined;
}

/** The parts of a request that are about one table. */
function inputsOn(table: string, operation: string, input: JsonObject): readonly JsonObject[] {
  if (operation.startsWith('Batch')) {
    return members(input.RequestItems)
      .filter(([named]) => tableName(named) === table)
      .flatMap(([, requests]) => batchInputs(requests));
  }
  if (!operation.startsWith('Transact')) return [input];
  return objects(input.TransactItems)
    .flatMap((entry) => Object.values(entry))
    .filter(isJsonObject)
    .filter(({ TableName }) => tableName(TableName) === table);
}

function batchInputs(requests: Json): readonly JsonObject[] {
  if (isJsonObject(requests)) return [requests, ...objects(requests.Keys).map((Key) => ({ Key }))];
  return objects(requests).flatMap((request) => objects([request.PutRequest ?? request.DeleteRequest ?? null]));
}

/** The top-level attributes that a request names: to read, to write, or to compare with. */
function attributesOf(input: JsonObject): readonly string[] {
  const placeholders = isJsonObject(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  return [
    ...BY_NAME.flatMap((member) => namesIn(input[member])),
    ...(Array.isArray(input.AttributesToGet) ? input.AttributesToGet.map(String) : []),
    ...EXPRESSIONS.flatMap((member) => namesInExpression(input[member])).map((name) =>
      String(memberOf(placeholders, name) ?? name),
    ),
  ];
}

const namesIn = (map: Json | undefined): readonly string[] => (isJsonObject(map) ? Object.keys(map) : []);

/** A name after a dot is within another attribute. */
const namesInExpression = (expression: Json | undefined): readonly string[] =>
  typeof expression === 'string' && expression.length <= LONGEST_EXPRESSION
    ? [...expression.matchAll(/(?<![.:\w#-])[#A-Za-z_][\w-]*/g)]
        .map(([name]) => name)
        .filter((name) => !WORDS.has(name.toLowerCase()))
    : [];
