import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { resourceNotFound, validationError } from '#services/dynamodb/errors.ts';
import { newIndex } from '#services/dynamodb/operations/tables/new-index.ts';
import { onDemandOf, provisionedOf, warmOf } from '#services/dynamodb/operations/tables/settings.ts';
import { buildIndex, dropIndex } from '#services/dynamodb/operations/tables/transitions.ts';
import { changedThroughput } from '#services/dynamodb/operations/tables/update-billing.ts';
import type { UpdateOptions } from '#services/dynamodb/operations/tables/update-table.ts';
import { checkIndexes, readGlobalIndex } from '#services/dynamodb/schema/index-definition.ts';
import type { KeyAttribute } from '#services/dynamodb/schema/key-schema.ts';
import { type SecondaryIndex, type Table, usedAttributes } from '#services/dynamodb/schema/table.ts';

type IndexUpdate = NonNullable<UpdateOptions['GlobalSecondaryIndexUpdates']>[number];

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

/** The table with its global indexes added, changed and taken away: one a call, as on AWS. Throws AwsError. */
export function withIndexUpdates(engine: Engine, table: Table, options: UpdateOptions): Table {
  const updates = options.GlobalSecondaryIndexUpdates ?? [];
  const attributes = withDefinitions(table, options);
  refuseTogether(table, updates);
  const changed = updates.reduce((current, update) => withUpdate(engine, current, update, attributes), table);
  return { ...changed, attributes: usedAttributes({ ...changed, attributes }) };
}

/** What a table's attributes are with those that an update defines. Throws ValidationException. */
function withDefinitions({ attributes }: Table, { AttributeDefinitions: more = [] }: UpdateOptions): KeyAttribute[] {
  const all = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  for (const { AttributeName: name, AttributeType: type } of more) {
    const known = all.get(name);
    if (known && known.type !== type)
      throw invalid(`Attribute ${name} is defined with type ${known.type} already and cannot be of type ${type}`);
    all.set(name, { name, type });
  }
  return [...all.values()];
}

function refuseTogether({ indexes }: Table, updates: readonly IndexUpdate[]): void {
  const names = updates.map(({ Create, Update, Delete }) => {
    const given = [Create, Update, Delete].flatMap((one) => one ?? []);
    const [only] = given;
    if (!only || given.length > 1)
      throw invalid(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    return only.IndexName;
  });
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw invalid(`Only one global secondary index update per index is allowed simultaneously. Index: ${twice}`);
  const online = updates.filter(({ Create, Delete }) => Create ?? Delete).length;
  const removed = updates.map(({ Delete }) => Delete?.IndexName);
  // One that is being built may be deleted. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexDescription.html
  const underWay = indexes.some(
    ({ name, status }) => status === 'DELETING' || (status === 'CREATING' && !removed.includes(name)),
  );
  if (online > 1 || (online === 1 && underWay))
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
}

function withUpdate(engine: Engine, table: Table, update: IndexUpdate, attributes: readonly KeyAttribute[]): Table {
  const { Create: create, Update: change, Delete: remove } = update;
  if (create) return { ...table, indexes: [...table.indexes, createdIndex(engine, table, create, attributes)] };
  const name = (change ?? remove)?.IndexName;
  const index = table.indexes.find((one) => one.name === name && one.kind === 'global' && one.status !== 'DELETING');
  if (!index) throw resourceNotFound('Requested resource not found');
  const changed: SecondaryIndex = change
    ? changedIndex(engine, table, index, change)
    : { ...index, status: 'DELETING' };
  return { ...table, indexes: table.indexes.map((one) => (one === index ? changed : one)) };
}

type Creation = NonNullable<IndexUpdate['Create']>;
type Change = NonNullable<IndexUpdate['Update']>;

function createdIndex(engine: Engine, table: Table, input: Creation, attributes: readonly KeyAttribute[]) {
  if (table.indexes.some(({ name }) => name === input.IndexName))
    throw validationError('Attempting to create an index which already exists');
  const definition = readGlobalIndex(input, attributes);
  checkIndexes([...table.indexes, definition]);
  return newIndex(engine, table, definition, input, 'CREATING');
}

function changedIndex({ clock }: Engine, table: Table, index: SecondaryIndex, change: Change): SecondaryIndex {
  const { ProvisionedThroughput: throughput, OnDemandThroughput: onDemand, WarmThroughput: warm } = change;
  if (throughput && table.billing.mode === 'PAY_PER_REQUEST')
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  const now = clock.now() / 1000;
  return {
    ...index,
    ...(throughput && { provisioned: changedThroughput(index.provisioned, provisionedOf(throughput), now) }),
    ...(onDemand && { onDemand: onDemandOf(onDemand) }),
    ...(warm && { warm: warmOf(warm, index.warm ?? { read: 12_000, write: 4000 }) }),
  };
}

/** Builds what was added and empties what was taken away, in the background. */
export function startIndexJobs(engine: Engine, before: Table, after: Table): void {
  const known = new Map(before.indexes.map((index) => [index.id, index.status]));
  for (const index of after.indexes) {
    if (index.status === known.get(index.id)) continue;
    if (index.status === 'CREATING') engine.jobs.start((closing) => buildIndex(engine, after.id, index, closing));
    if (index.status === 'DELETING') engine.jobs.start((closing) => dropIndex(engine, after.id, index, closing));
  }
}
