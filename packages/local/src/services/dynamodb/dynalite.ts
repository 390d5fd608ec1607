import { createRequire } from 'node:module';
import type { JsonObject } from '@safelight/asl/json';
import { type ExpressionParser, rememberParsed } from '#services/dynamodb/parsed-expressions.ts';

/**
 * The parts of dynalite that the engine calls in process: its store, its parameter checks and its operations.
 * Its own server adds nothing but a signature format check and a socket, both of which the gateway has.
 */
export interface DynaliteStore {
  readonly db: LevelDb;
  readonly tableDb: { awsAccountId: string; awsRegion: string };
  getItemDb(table: string): ItemDb;
  getTable(name: string, checkStatus: boolean, done: Done<Table>): void;
}

/** An item as it is stored: attribute values in DynamoDB's JSON. */
export type Item = JsonObject;

export interface Table extends JsonObject {
  readonly TableName: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
}

export type Done<T> = (error: Error | null, value?: T) => void;

/** The level database below the store. Keys are `<sub-database>~<key>`, values are JSON. */
export interface LevelDb {
  open(): Promise<void>;
  close(): Promise<void>;
  /** dynalite reads by this alone. */
  get(key: string, done: Done<JsonObject>): void;
  getSync(key: string): JsonObject | undefined;
  batch(operations: readonly LevelOperation[]): Promise<void>;
  iterator(range: LevelRange): AsyncIterable<[string, JsonObject]>;
  clear(range: LevelRange): Promise<void>;
}

export type LevelOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

export interface LevelRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** One table's items. The operations call `put` and `del` while they hold the lock of the item's key. */
export interface ItemDb {
  get(key: string, done: Done<Item>): void;
  put(key: string, item: Item, done: Done<void>): void;
  del(key: string, done: Done<void>): void;
  lock(key: string, locked: (release: (done: () => void) => () => void) => void): void;
}

interface Db {
  create(options: object): DynaliteStore;
  createKey(key: Item, table: Table): string;
  validateKey(key: Item, table: Table): Error | undefined;
  checkConditional(parsed: object, existing: Item | undefined): Error | undefined;
  updateIndexes(store: DynaliteStore, table: Table, old: Item | undefined, item: Item | null, done: Done<void>): void;
}

interface Validations {
  checkTypes(input: object, types: object): object;
  checkValidations(input: object, types: object, custom: unknown, store: DynaliteStore): void;
}

interface Operation {
  readonly run: (store: DynaliteStore, input: object, done: Done<JsonObject>) => void;
  readonly types: object;
  readonly custom: unknown;
}

/** The operations that dynalite has. */
const operationNames = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;

export type DynaliteOperation = (typeof operationNames)[number];

const require = createRequire(import.meta.url);

// dynalite is CommonJS without types: here is where it is given some.
export const dynaliteDb: Db = require('dynalite/db');
const validations: Validations = require('dynalite/validations');

for (const kind of ['condition', 'update', 'projection']) {
  const parser: ExpressionParser = require(`dynalite/db/${kind}Parser`);
  rememberParsed(parser);
}

const operations = new Map<string, Operation>(operationNames.map((name) => [name, load(name)]));

function load(name: DynaliteOperation): Operation {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  const { types, custom } = require(`dynalite/validations/${file}`);
  return { run: require(`dynalite/actions/${file}`), types, custom };
}

export const isDynaliteOperation = (name: string): name is DynaliteOperation => operations.has(name);

/** Checks an input and parses its expressions, as every operation does first. Throws errors with a `body`. */
export function parseInput(store: DynaliteStore, name: DynaliteOperation, input: JsonObject): object {
  const { types, custom } = operation(name);
  // The check deletes what it does not know.
  const parsed = validations.checkTypes(JSON.parse(JSON.stringify(input)), types);
  validations.checkValidations(parsed, types, custom, store);
  return parsed;
}

/** Runs an operation on an input that `parseInput` has returned. */
export function runParsed(store: DynaliteStore, name: DynaliteOperation, parsed: object): Promise<JsonObject> {
  return new Promise((resolve, reject) => {
    operation(name).run(store, parsed, (error, output) => (error ? reject(error) : resolve(output ?? {})));
  });
}

function operation(name: DynaliteOperation): Operation {
  const found = operations.get(name);
  if (!found) throw new Error(`dynalite has no ${name}`);
  return found;
}
