import { mkdirSync } from 'node:fs';
import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import {
  type DynaliteOperation,
  type DynaliteStore,
  dynaliteDb,
  type Item,
  type LevelDb,
  parseInput,
  runParsed,
  type Table,
} from '#services/dynamodb/dynalite.ts';
import { toAwsError } from '#services/dynamodb/errors.ts';
import { openSettings, type SettingsStore } from '#services/dynamodb/settings.ts';
import { captureChanges } from '#services/dynamodb/streams/capture.ts';
import { ChangeLog } from '#services/dynamodb/streams/change-log.ts';

export interface EngineDeps {
  /** Where the database lies; none keeps everything in memory. */
  readonly path?: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
}

/** dynalite in process, with change capture below its operations. */
export interface Engine {
  readonly settings: SettingsStore;
  readonly log: ChangeLog;
  /** Runs one of dynalite's operations. Throws AwsError. */
  run(name: DynaliteOperation, input: JsonObject): Promise<JsonObject>;
  /** The condition of a write, ready to be tried on an item. Throws AwsError for a bad expression. */
  condition(name: DynaliteOperation, input: JsonObject): Promise<Condition>;
  /** Throws ResourceNotFoundException. */
  table(name: string): Promise<Table>;
  /** Deletes an item that has expired, unless it has changed meanwhile. */
  expire(table: string, key: Item, stillExpired: (item: Item) => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Condition {
  holdsFor(item: Item | undefined): boolean;
}

export async function openEngine({ path, clock, ids, place }: EngineDeps): Promise<Engine> {
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const store = dynaliteDb.create({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(path !== undefined && { path }),
  });
  store.tableDb.awsAccountId = place.accountId;
  store.tableDb.awsRegion = place.region;
  await store.db.open();
  readAtOnce(store.db);
  const settings = await openSettings(store.db);
  const log = new ChangeLog({ db: store.db, clock, ids, place });
  const capture = captureChanges(store, settings, log);

  const table = (name: string) =>
    awsErrors(
      new Promise<Table>((resolve, reject) => {
        store.getTable(name, false, (error, found) => (found ? resolve(found) : reject(error)));
      }),
    );

  return {
    settings,
    log,
    table,
    run: (name, input) => awsErrors(run(store, name, input)),
    async condition(name, input) {
      const parsed = await awsErrors(parse(store, name, input));
      return { holdsFor: (item) => !dynaliteDb.checkConditional(parsed, item) };
    },
    expire: async (name, key, stillExpired) => capture.expire(await table(name), key, stillExpired),
    close: () => store.db.close(),
  };
}

/** What is read is small and nearly always in memory: a worker thread for each read costs many times the read itself. */
function readAtOnce(db: LevelDb): void {
  db.get = (key, done) => {
    try {
      const value = db.getSync(key);
      queueMicrotask(() => done(null, value));
    } catch (error) {
      queueMicrotask(() => done(error instanceof Error ? error : new Error(String(error))));
    }
  };
}

const parse = async (store: DynaliteStore, name: DynaliteOperation, input: JsonObject) =>
  parseInput(store, name, input);

const run = async (store: DynaliteStore, name: DynaliteOperation, input: JsonObject) =>
  runParsed(store, name, parseInput(store, name, input));

async function awsErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toAwsError(error);
  }
}
