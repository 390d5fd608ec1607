import { type DynaliteStore, dynaliteDb, type Item, type ItemDb, type Table } from '#services/dynamodb/dynalite.ts';
import type { SettingsStore } from '#services/dynamodb/settings.ts';
import type { ChangeLog } from '#services/dynamodb/streams/change-log.ts';
import { sameItem } from '#services/dynamodb/streams/record.ts';

const TTL_SERVICE = 'dynamodb.amazonaws.com';

export interface Capture {
  expire(table: Table, key: Item, stillExpired: (item: Item) => boolean): Promise<void>;
}

/**
 * Puts change capture below dynalite's operations. They write an item while they hold its lock, so the image read here
 * is the one that the write replaces, and the records of a key come in the order of its writes.
 */
export function captureChanges(store: DynaliteStore, settings: SettingsStore, log: ChangeLog): Capture {
  const plainItemDb = store.getItemDb.bind(store);
  const captured = new WeakMap<ItemDb, ItemDb>();

  async function write(table: string, key: string, item: Item | undefined, service?: string): Promise<void> {
    const items = plainItemDb(table);
    const { stream } = settings.get(table);
    const old = stream?.enabled ? await getItem(items, key) : undefined;
    if (!stream?.enabled || sameItem(old, item)) return writeItem(items, key, item);
    const keys = keyAttributes(await getTable(store, table), item ?? old ?? {});
    const stored = `item-${table}~${key}`;
    const operation = item
      ? ({ type: 'put', key: stored, value: item } as const)
      : ({ type: 'del', key: stored } as const);
    await log.commit(stream, operation, { keys, old, item, ...(service !== undefined && { service }) });
  }

  store.getItemDb = (table) => {
    const items = plainItemDb(table);
    const known = captured.get(items);
    if (known) return known;
    const capturing: ItemDb = {
      ...items,
      put: (key, item, done) => void write(table, key, item).then(() => done(null), done),
      del: (key, done) => void write(table, key, undefined).then(() => done(null), done),
    };
    captured.set(items, capturing);
    return capturing;
  };

  return {
    expire: (table, key, stillExpired) =>
      locked(plainItemDb(table.TableName), dynaliteDb.createKey(key, table), async (itemKey) => {
        const item = await getItem(plainItemDb(table.TableName), itemKey);
        if (!item || !stillExpired(item)) return;
        await removeFromIndexes(store, table, item);
        await write(table.TableName, itemKey, undefined, TTL_SERVICE);
      }),
  };
}

const getItem = (items: ItemDb, key: string): Promise<Item | undefined> =>
  new Promise((resolve, reject) => {
    items.get(key, (error, item) => (error && error.name !== 'NotFoundError' ? reject(error) : resolve(item)));
  });

const writeItem = (items: ItemDb, key: string, item: Item | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null) => (error ? reject(error) : resolve());
    if (item) items.put(key, item, done);
    else items.del(key, done);
  });

const getTable = (store: DynaliteStore, name: string): Promise<Table> =>
  new Promise((resolve, reject) => {
    store.getTable(name, false, (error, table) => (table ? resolve(table) : reject(error)));
  });

const removeFromIndexes = (store: DynaliteStore, table: Table, item: Item): Promise<void> =>
  new Promise((resolve, reject) => {
    dynaliteDb.updateIndexes(store, table, item, null, (error) => (error ? reject(error) : resolve()));
  });

const locked = (items: ItemDb, key: string, work: (key: string) => Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    items.lock(key, (release) => {
      const unlock = release(() => undefined);
      work(key)
        .finally(() => unlock())
        .then(resolve, reject);
    });
  });

/** The attributes of an item that make its primary key. */
export const keyAttributes = (table: Table, item: Item): Item =>
  Object.fromEntries(table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? null]));
