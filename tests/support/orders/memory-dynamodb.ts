import type { JsonObject } from '@safelight/asl/json';
import {
  type DynaliteOperation,
  type DynaliteStore,
  type Item,
  parseInput,
  runParsed,
} from '@safelight/local/services/dynamodb/dynalite';
import { toAwsError } from '@safelight/local/services/dynamodb/errors';

export type Change = (table: string, before: Item | undefined, after: Item | undefined) => void;

/** DynamoDB in a Map: dynalite's own parsers, conditions and updates over tables that need no disk. */
export interface MemoryDynamoDb {
  /** Throws AwsError. */
  run(operation: DynaliteOperation, input: JsonObject): Promise<JsonObject>;
  items(table: string): readonly Item[];
}

/** @param tables the name of the key attribute of each table; keys are strings */
export function createMemoryDynamoDb(
  tables: Readonly<Record<string, string>>,
  onChange: Change = () => {},
): MemoryDynamoDb {
  const items = new Map(Object.keys(tables).map((table) => [table, new Map<string, Item>()]));
  const store = memoryStore(tables, items, onChange);
  return {
    async run(operation, input) {
      try {
        // An answer is a copy: dynalite hands out the very objects that it stores, which it never changes itself.
        return copyOf(await runParsed(store, operation, parseInput(store, operation, input)));
      } catch (error) {
        throw toAwsError(error);
      }
    },
    items: (table) => [...(items.get(table)?.values() ?? [])],
  };
}

function memoryStore(
  tables: Readonly<Record<string, string>>,
  items: ReadonlyMap<string, Map<string, Item>>,
  onChange: Change,
): DynaliteStore {
  const store = {
    options: { maxItemSize: 400 * 1024 },
    getTable(name: string, ...rest: readonly unknown[]) {
      const done = rest.at(-1) as (error: Error | null, table?: unknown) => void;
      const key = tables[name];
      if (key === undefined) done(new Error(`no table ${name}`));
      else done(null, describe(name, key));
    },
    getItemDb: (name: string) =>
      memoryItems(items.get(name) ?? new Map(), (before, after) => onChange(name, before, after)),
  };
  return store as unknown as DynaliteStore;
}

const describe = (TableName: string, AttributeName: string) => ({
  TableName,
  TableStatus: 'ACTIVE',
  KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
});

type ItemDone = (error: Error | null, item?: Item) => void;

function memoryItems(items: Map<string, Item>, onChange: (before?: Item, after?: Item) => void) {
  return {
    get(key: string, done: ItemDone) {
      const item = items.get(key);
      if (item) done(null, item);
      else done(Object.assign(new Error('not found'), { name: 'NotFoundError' }));
    },
    put(key: string, item: Item, done: ItemDone) {
      const before = items.get(key);
      items.set(key, item);
      onChange(before, item);
      done(null);
    },
    del(key: string, done: ItemDone) {
      const before = items.get(key);
      items.delete(key);
      onChange(before, undefined);
      done(null);
    },
    lock: (_key: string, locked: (release: <T>(done: T) => T) => void) => locked((done) => done),
  };
}

/** As structuredClone, which takes far longer for small JSON. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value));
