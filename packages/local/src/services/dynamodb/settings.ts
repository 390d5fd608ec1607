import type { LevelDb } from '#services/dynamodb/dynalite.ts';
import type { StreamViewType } from '#services/dynamodb/streams/record.ts';

/** What a table has beside what dynalite keeps of it. */
export interface TableSettings {
  readonly stream?: StreamSettings;
  readonly ttlAttribute?: string;
}

export interface StreamSettings {
  readonly arn: string;
  /** When the stream was enabled; tells a table's successive streams apart. */
  readonly label: string;
  readonly view: StreamViewType;
  readonly enabled: boolean;
  /** Seconds since the epoch. */
  readonly created: number;
}

export interface SettingsStore {
  get(table: string): TableSettings;
  set(table: string, settings: TableSettings): Promise<void>;
  delete(table: string): Promise<void>;
  all(): ReadonlyMap<string, TableSettings>;
}

const PREFIX = 'settings~';

/** Settings of all tables, read once: every write asks whether its table has a stream. */
export async function openSettings(db: LevelDb): Promise<SettingsStore> {
  const tables = new Map<string, TableSettings>();
  for await (const [key, value] of db.iterator({ gte: PREFIX, lt: `${PREFIX}~` }))
    tables.set(key.slice(PREFIX.length), value);
  return {
    get: (table) => tables.get(table) ?? {},
    all: () => tables,
    async set(table, settings) {
      await db.batch([{ type: 'put', key: PREFIX + table, value: settings }]);
      tables.set(table, settings);
    },
    async delete(table) {
      await db.batch([{ type: 'del', key: PREFIX + table }]);
      tables.delete(table);
    },
  };
}
