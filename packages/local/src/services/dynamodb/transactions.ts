import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { DynaliteOperation, Item } from '#services/dynamodb/dynalite.ts';
import type { Condition, Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { objects, tableName } from '#services/dynamodb/names.ts';
import type { Operation } from '#services/dynamodb/operation.ts';
import { keyAttributes } from '#services/dynamodb/streams/capture.ts';
import { sameItem } from '#services/dynamodb/streams/record.ts';

const MOST_ACTIONS = 100;

type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** One action of TransactWriteItems. */
export interface WriteAction {
  readonly kind: WriteKind;
  readonly input: JsonObject;
}

// A condition check has the members of a delete, and is parsed as one.
const operationOf: Readonly<Record<WriteKind, DynaliteOperation>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
};

export const isWriteKind = (name: string): name is WriteKind => Object.hasOwn(operationOf, name);

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 * Both run while nothing else writes (the service's gate): all conditions first, then all writes.
 */
export function transactionOperations(engine: Engine): Record<'TransactGetItems' | 'TransactWriteItems', Operation> {
  return {
    async TransactGetItems(input) {
      const gets = objects(input.TransactItems).map(({ Get }) => (isJsonObject(Get) ? Get : {}));
      limitActions(gets.length);
      const answers = await Promise.all(
        gets.map((get) => engine.run('GetItem', { ...get, TableName: tableName(get.TableName), ConsistentRead: true })),
      );
      return { Responses: answers.map(({ Item }) => (Item ? { Item } : {})) };
    },
    async TransactWriteItems(input) {
      const actions = writeActions(input);
      limitActions(actions.length);
      const prepared = await Promise.all(actions.map((action) => prepare(engine, action)));
      refuseSameItemTwice(prepared);
      refuseFailedConditions(prepared);
      await applyAll(engine, prepared);
      return {};
    },
  };
}

export const writeActions = (input: JsonObject): WriteAction[] =>
  objects(input.TransactItems).flatMap((entry) =>
    Object.entries(entry).flatMap(([kind, action]) =>
      isWriteKind(kind) && isJsonObject(action) ? [{ kind, input: action }] : [],
    ),
  );

interface Prepared extends WriteAction {
  readonly table: string;
  readonly key: Item;
  readonly existing: Item | undefined;
  readonly condition: Condition;
}

async function prepare(engine: Engine, { kind, input }: WriteAction): Promise<Prepared> {
  const { ReturnValuesOnConditionCheckFailure: _, ...parameters } = input;
  const table = tableName(input.TableName);
  const named = { ...parameters, TableName: table };
  const condition = await engine.condition(operationOf[kind], named);
  const key = await keyOf(engine, table, input);
  const { Item: existing } = await engine.run('GetItem', { TableName: table, Key: key, ConsistentRead: true });
  return { kind, input, table, key, condition, existing: isJsonObject(existing) ? existing : undefined };
}

async function keyOf(engine: Engine, table: string, { Item: item, Key: key }: JsonObject): Promise<Item> {
  if (isJsonObject(key)) return key;
  if (!isJsonObject(item)) throw validationError('The action of a transaction needs a Key or an Item');
  return keyAttributes(await engine.table(table), item);
}

function limitActions(count: number): void {
  if (count >= 1 && count <= MOST_ACTIONS) return;
  throw validationError(
    `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length between 1 and ${MOST_ACTIONS}`,
  );
}

function refuseSameItemTwice(actions: readonly Prepared[]): void {
  const twice = actions.some((action, index) =>
    actions.slice(0, index).some((other) => other.table === action.table && sameItem(other.key, action.key)),
  );
  if (twice) throw validationError('Transaction request cannot include multiple operations on one item');
}

function refuseFailedConditions(actions: readonly Prepared[]): void {
  const failed = actions.map(({ condition, existing }) => !condition.holdsFor(existing));
  if (!failed.includes(true)) return;
  throw canceled(actions.map((action, index) => (failed[index] ? conditionFailure(action) : { Code: 'None' })));
}

function conditionFailure({ input, existing }: Prepared): JsonObject {
  const item = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && existing ? { Item: existing } : {};
  return { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...item };
}

const canceled = (reasons: readonly JsonObject[]): AwsError =>
  new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    400,
    { CancellationReasons: reasons },
  );

/** Applies the actions in order; when one is refused (an update of the wrong type, say), puts back what those before it did. */
async function applyAll(engine: Engine, actions: readonly Prepared[]): Promise<void> {
  for (const [index, action] of actions.entries()) {
    try {
      await apply(engine, action);
    } catch (error) {
      for (const done of actions.slice(0, index).reverse()) await restore(engine, done);
      if (!(error instanceof AwsError)) throw error;
      throw canceled(
        actions.map((other) =>
          other === action ? { Code: 'ValidationError', Message: error.message } : { Code: 'None' },
        ),
      );
    }
  }
}

async function apply(engine: Engine, { kind, input, table }: Prepared): Promise<void> {
  if (kind === 'ConditionCheck') return;
  const { ReturnValuesOnConditionCheckFailure: _, ...parameters } = input;
  await engine.run(operationOf[kind], { ...parameters, TableName: table });
}

async function restore(engine: Engine, { kind, table, key, existing }: Prepared): Promise<void> {
  if (kind === 'ConditionCheck') return;
  if (existing) await engine.run('PutItem', { TableName: table, Item: existing });
  else await engine.run('DeleteItem', { TableName: table, Key: key });
}
