import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { tableArn } from '#services/dynamodb/names.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { billingOf } from '#services/dynamodb/operations/tables/billing.ts';
import { describeTable } from '#services/dynamodb/operations/tables/describe.ts';
import { newIndex } from '#services/dynamodb/operations/tables/new-index.ts';
import { createParameters } from '#services/dynamodb/operations/tables/parameters.ts';
import { isStreamWanted, kmsKeyOf, openStream } from '#services/dynamodb/operations/tables/settings.ts';
import { addTags } from '#services/dynamodb/operations/tables/tag-rules.ts';
import { becomesActive } from '#services/dynamodb/operations/tables/transitions.ts';
import {
  checkIndexes,
  checkUsed,
  readGlobalIndex,
  readLocalIndex,
} from '#services/dynamodb/schema/index-definition.ts';
import { type KeyAttribute, type KeySchema, readKeySchema } from '#services/dynamodb/schema/key-schema.ts';
import type { Billing, SecondaryIndex, Table } from '#services/dynamodb/schema/table.ts';
import type { Read } from '#services/dynamodb/shapes/collections.ts';
import { newName } from '#services/dynamodb/shapes/names.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';

type Options = Read<typeof createParameters>;

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

export const createTable =
  (engine: Engine): Operation =>
  (input) => {
    const name = newName(input.TableName);
    const options = readInput(createParameters, input);
    const billing = billingOf(options, engine.clock.now() / 1000);
    const attributes = readAttributes(options);
    const key = readKeySchema(options.KeySchema, attributes, 'one of each');
    const indexes = readIndexes(options, attributes, key);
    if (engine.tables.get(name)) throw new AwsError('ResourceInUseException', `Table already exists: ${name}`);
    const table = engine.database.transaction(() => save(engine, name, options, { billing, attributes, key, indexes }));
    engine.jobs.start(async () => becomesActive(engine, table.id));
    return { TableDescription: describeTable(engine, table) };
  };

/** Throws ValidationException. */
function readAttributes({ AttributeDefinitions: definitions }: Options): KeyAttribute[] {
  const names = definitions.map(({ AttributeName }) => AttributeName);
  if (new Set(names).size < names.length) throw invalid('Cannot have two attributes with the same name');
  return definitions.map(({ AttributeName: name, AttributeType: type }) => ({ name, type }));
}

function readIndexes(options: Options, attributes: readonly KeyAttribute[], key: KeySchema) {
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = options;
  if (local?.length === 0) throw invalid('List of LocalSecondaryIndexes is empty');
  if (global?.length === 0) throw invalid('List of GlobalSecondaryIndexes is empty');
  const definitions = [
    ...(local ?? []).map((index) => ({ input: {}, definition: readLocalIndex(index, attributes, key) })),
    ...(global ?? []).map((index) => ({ input: index, definition: readGlobalIndex(index, attributes) })),
  ];
  const all = definitions.map(({ definition }) => definition);
  checkIndexes(all);
  checkUsed(attributes, key, all);
  return definitions;
}

interface Parts {
  readonly billing: Billing;
  readonly attributes: readonly KeyAttribute[];
  readonly key: KeySchema;
  readonly indexes: ReturnType<typeof readIndexes>;
}

function save(engine: Engine, name: string, options: Options, { billing, attributes, key, indexes }: Parts): Table {
  const { tables, place, ids, clock } = engine;
  const { StreamSpecification: streaming, SSESpecification: encryption, TableClass: tableClass } = options;
  const arn = tableArn(place, name);
  const own: readonly SecondaryIndex[] = indexes.map(({ input, definition }) =>
    newIndex(engine, { arn, billing }, definition, input, 'ACTIVE'),
  );
  const kmsKey = encryption && kmsKeyOf(engine, encryption);
  const table: Table = {
    ...{ id: tables.nextId(), name, arn, tableId: ids.uuid(), created: clock.now() / 1000, status: 'CREATING' },
    ...{ attributes, key, billing, indexes: own },
    deletionProtected: options.DeletionProtectionEnabled ?? false,
    ...(tableClass && { tableClass: { name: tableClass } }),
    ...(kmsKey !== undefined && { kmsKey }),
    ...(streaming && isStreamWanted(streaming) && { stream: openStream(engine, name, key, streaming) }),
    tags: addTags({}, options.Tags ?? []),
  };
  tables.save(table);
  return table;
}
