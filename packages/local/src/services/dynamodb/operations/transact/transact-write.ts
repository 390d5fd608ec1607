import { unitsOfWrite } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import { KeySet } from '#services/dynamodb/operations/batches/key-set.ts';
import { refuseEmptyKeys } from '#services/dynamodb/operations/items/empty-keys.ts';
import { write } from '#services/dynamodb/operations/items/write.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { readActions, tablesOf, type WriteAction } from '#services/dynamodb/operations/transact/actions.ts';
import { type Done, writeAnswer } from '#services/dynamodb/operations/transact/answers.ts';
import { transactWriteParameters } from '#services/dynamodb/operations/transact/parameters.ts';
import { refuseBytes } from '#services/dynamodb/operations/transact/payload.ts';
import { allOrCanceled, type Reason, validated } from '#services/dynamodb/operations/transact/reasons.ts';
import { digestOf, once } from '#services/dynamodb/operations/transact/tokens.ts';
import { keyOf } from '#services/dynamodb/rows/item-key.ts';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';

/** All conditions hold and all actions can be done, or nothing is: no item is changed, and no stream tells of it. */
export const transactWrite =
  (engine: Engine): Operation =>
  async (input) => {
    const options = readInput(transactWriteParameters, input);
    const actions = await readActions(engine, input);
    const asked = options.ClientRequestToken === undefined ? undefined : await digestOf(engine, input);
    refuseBytes(actions.reduce((sum, { bytes }) => sum + bytes, 0));
    const tables = tablesOf(engine, actions);
    for (const { kind, table: name, holder, condition, update } of actions) {
      const table = tableOf(tables, name);
      refuseNestedKeys(table, { condition, update });
      refuseEmptyKeys(table, holder, kind === 'Put');
    }
    refuseTwoOnOneItem(tables, actions);
    const done = (): Done[] => engine.database.transaction(() => run(engine, tables, actions));
    return once(engine, options.ClientRequestToken, asked, {
      first: () => writeAnswer(engine, done(), options, 'written'),
      again: () => writeAnswer(engine, reread(engine, tables, actions), options, 'read'),
    });
  };

function run(engine: Engine, tables: ReadonlyMap<string, Table>, actions: readonly WriteAction[]): Done[] {
  const prepared = allOrCanceled(actions, (action) =>
    validated(() => ({ ...action, action: action.on(tableOf(tables, action.table)) })),
  );
  const outcomes = allOrCanceled(prepared, ({ condition, wantsItem, kind, holder, action }) => {
    const before = engine.items.get(action.table.id, action.key);
    if (!holds(condition, before?.item)) return { reason: conditionFailed(wantsItem ? before : undefined) };
    return validated(() => ({ kind, holder, action, before, ...action.after(before) }));
  });
  return outcomes.map(({ kind, holder, action: { table, key }, before, after }) => {
    write(engine, { table, key, before, after });
    return { kind, holder, table, units: unitsOfWrite(table, before, after), size: after?.size ?? 0 };
  });
}

/** Looked at before what else may be wrong with an action, for whose sake the transaction would be cancelled. */
function refuseTwoOnOneItem(tables: ReadonlyMap<string, Table>, actions: readonly WriteAction[]): void {
  const seen = new KeySet();
  for (const { table: name, holder } of actions) {
    const table = tableOf(tables, name);
    const key = keyOf(table.key, holder);
    if (key && !seen.add(table, key))
      throw validationError('Transaction request cannot include multiple operations on one item');
  }
}

/** What a repeated request costs: its items are read. */
const reread = (engine: Engine, tables: ReadonlyMap<string, Table>, actions: readonly WriteAction[]): Done[] =>
  actions.map(({ kind, holder, table: name, on }) => {
    const table = tableOf(tables, name);
    const size = engine.items.get(table.id, on(table).key)?.size ?? 0;
    return { kind, holder, table, units: { table: 0, indexes: new Map() }, size };
  });

function tableOf(tables: ReadonlyMap<string, Table>, name: string): Table {
  const table = tables.get(name);
  if (!table) throw new Error(`No table ${name}`);
  return table;
}

const conditionFailed = (before: StoredItem | undefined): Reason => ({
  Code: 'ConditionalCheckFailed',
  Message: 'The conditional request failed',
  ...(before && { Item: before.item }),
});
