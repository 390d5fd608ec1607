import { validationError } from '#services/dynamodb/errors.ts';
import {
  type KeyAttribute,
  type KeySchema,
  type KeySchemaElement,
  readKeySchema,
} from '#services/dynamodb/schema/key-schema.ts';
import type { Projected } from '#services/dynamodb/schema/table.ts';

export interface IndexInput {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

/** An index as it is asked for. */
export interface IndexDefinition {
  readonly name: string;
  readonly kind: 'local' | 'global';
  readonly key: KeySchema;
  readonly projection: Projected;
}

const MOST_LOCAL = 5;
const MOST_GLOBAL = 20;
/** Over all indexes of a table; https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html */
const MOST_NON_KEY_ATTRIBUTES = 100;

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

/** Throws ValidationException. */
export function readLocalIndex(
  input: IndexInput,
  attributes: readonly KeyAttribute[],
  table: KeySchema,
): IndexDefinition {
  const { IndexName: name } = input;
  const key = readKeySchema(input.KeySchema, attributes, 'one of each');
  if (table.range.length === 0)
    throw invalid('Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex');
  if (key.range.length === 0) throw invalid(`Index KeySchema does not have a range key for index: ${name}`);
  const [own, leading] = [key.hash[0]?.name, table.hash[0]?.name];
  if (own !== leading)
    throw invalid(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${own}, table hash key: ${leading}`,
    );
  return { name, kind: 'local', key, projection: readProjection(input) };
}

/** Throws ValidationException. */
export const readGlobalIndex = (input: IndexInput, attributes: readonly KeyAttribute[]): IndexDefinition => ({
  name: input.IndexName,
  kind: 'global',
  key: readKeySchema(input.KeySchema, attributes, 'several'),
  projection: readProjection(input),
});

function readProjection({ Projection: { ProjectionType: type, NonKeyAttributes: attributes } }: IndexInput): Projected {
  if (type === undefined) throw invalid('Unknown ProjectionType: null');
  if (type === 'INCLUDE') {
    if (!attributes) throw invalid('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
    return { type, attributes };
  }
  if (attributes) throw invalid(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  return type === 'ALL' ? { type } : { type: 'KEYS_ONLY' };
}

/** What holds of all indexes of a table together. Throws ValidationException. */
export function checkIndexes(indexes: readonly IndexDefinition[]): void {
  const names = new Set<string>();
  for (const { name } of indexes) {
    if (names.has(name)) throw invalid(`Duplicate index name: ${name}`);
    names.add(name);
  }
  const count = (kind: string) => indexes.filter((index) => index.kind === kind).length;
  if (count('local') > MOST_LOCAL)
    throw invalid(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MOST_LOCAL}`);
  if (count('global') > MOST_GLOBAL)
    throw invalid(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST_GLOBAL}`);
  const projected = indexes.flatMap(({ projection }) => (projection.type === 'INCLUDE' ? projection.attributes : []));
  if (projected.length > MOST_NON_KEY_ATTRIBUTES)
    throw invalid(`Number of NonKeyAttributes over all indexes exceeds the limit of ${MOST_NON_KEY_ATTRIBUTES}`);
}

/** Every attribute that is defined makes part of a key. Throws ValidationException. */
export function checkUsed(
  attributes: readonly KeyAttribute[],
  key: KeySchema,
  indexes: readonly IndexDefinition[],
): void {
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(({ hash, range }) => [...hash, ...range]));
  if (attributes.length === used.size) return;
  if (indexes.length === 0)
    throw invalid(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  const names = (all: Iterable<KeyAttribute>) => [...all].map(({ name }) => name).join(', ');
  throw invalid(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${names(attributes)}], keys used: [${names(used)}]`,
  );
}
