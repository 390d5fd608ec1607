import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#services/dynamodb/values/attribute-value.ts';
import { compareScalars } from '#services/dynamodb/values/compare.ts';
import { parseAttributeValue } from '#services/dynamodb/values/parse.ts';
import { listOf, serializationError } from '#services/dynamodb/values/wire.ts';

const ANY: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'];
const ORDERED: readonly AttributeType[] = ['S', 'N', 'B'];
const MEMBERS: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL'];

interface Rule {
  readonly count: (count: number) => boolean;
  readonly types: readonly AttributeType[];
}

const one = (count: number) => count === 1;
const none = (count: number) => count === 0;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html */
const RULES = {
  EQ: { count: one, types: ANY },
  NE: { count: one, types: ANY },
  LE: { count: one, types: ORDERED },
  LT: { count: one, types: ORDERED },
  GE: { count: one, types: ORDERED },
  GT: { count: one, types: ORDERED },
  NOT_NULL: { count: none, types: ANY },
  NULL: { count: none, types: ANY },
  CONTAINS: { count: one, types: MEMBERS },
  NOT_CONTAINS: { count: one, types: MEMBERS },
  BEGINS_WITH: { count: one, types: ['S', 'B'] },
  IN: { count: (count) => count > 0, types: ORDERED },
  BETWEEN: { count: (count) => count === 2, types: ORDERED },
} satisfies Readonly<Record<string, Rule>>;

export type ComparisonOperator = keyof typeof RULES;

/** LegacyComparison: an operator and its values, as Condition and ExpectedAttributeValue have them. */
export interface LegacyComparison {
  readonly operator: ComparisonOperator;
  readonly values: readonly AttributeValue[];
}

const isOperator = (name: Json | undefined): name is ComparisonOperator =>
  typeof name === 'string' && Object.hasOwn(RULES, name);

/** Reads ComparisonOperator and AttributeValueList. Throws ValidationException for values that the operator cannot have. */
export function readComparison(name: Json | undefined, list: readonly Json[], where: string): LegacyComparison {
  if (!isOperator(name)) throw unknownOperator(name, where);
  const values = list.map(parseAttributeValue);
  const { count, types }: Rule = RULES[name];
  if (!count(values.length)) throw invalid(`Invalid number of argument(s) for the ${name} ComparisonOperator`);
  const [first, second] = values;
  const wrong = values.map(typeOf).find((type) => !types.includes(type));
  if (wrong !== undefined) throw invalid(`ComparisonOperator ${name} is not valid for ${wrong} AttributeValue type`);
  if (first !== undefined && values.some((value) => typeOf(value) !== typeOf(first)))
    throw invalid('AttributeValues inside AttributeValueList must be of same type');
  if (name === 'BETWEEN' && first && second && (compareScalars(first, second) ?? 0) > 0)
    throw validationError(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    );
  return { operator: name, values };
}

export const invalid = (reason: string) => validationError(`One or more parameter values were invalid: ${reason}`);

function unknownOperator(name: Json | undefined, where: string) {
  const value = name === undefined || name === null ? 'null' : `'${String(name)}'`;
  const constraint =
    value === 'null' ? 'Member must not be null' : `Member must satisfy enum value set: [${[...OPERATORS].join(', ')}]`;
  return validationError(
    `1 validation error detected: Value ${value} at '${where}.member.comparisonOperator' failed to satisfy constraint: ${constraint}`,
  );
}

const OPERATORS = [
  'IN',
  'NULL',
  'BETWEEN',
  'LT',
  'NOT_CONTAINS',
  'EQ',
  'GT',
  'NOT_NULL',
  'NE',
  'LE',
  'BEGINS_WITH',
  'GE',
  'CONTAINS',
];

/** Members of a legacy parameter: attribute name -> what is asked or done. */
export function legacyEntries(json: Json): readonly (readonly [string, JsonObject])[] {
  if (!isJsonObject(json)) throw serializationError('Unexpected field type');
  return Object.entries(json).map(([name, member]) => {
    if (!isJsonObject(member)) throw serializationError('Unexpected value type in payload');
    return [name, member];
  });
}

export const listGiven = (json: Json | undefined): readonly Json[] =>
  json === undefined || json === null ? [] : listOf(json);
