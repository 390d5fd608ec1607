import { BatchGetCommand, type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { TableChanges } from './table-changes.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a page at once; BatchGetItem takes a hundred. */
const SIZE = 48;
const BATCH = 100;
/** So many changes are read row by row; more of them by reading the table again. */
const MOST_CHANGES = 1_000;

export interface NewestPage {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

interface IndexOptions {
  readonly dynamodb: Pick<DynamoDBDocumentClient, 'send'>;
  readonly changes: TableChanges;
  readonly tableName: string;
  /** Name of the key's one attribute. */
  readonly key: string;
  /** Names of the attributes that order and filters look at. */
  readonly attributes: readonly string[];
  /** The greater, the newer; what has none yet is newer than all that has. */
  readonly orderOf: (row: Row) => string | undefined;
}

interface Asked {
  readonly passes: (row: Row) => boolean;
  /** From 0; beyond the last, it is the last. */
  readonly page: number;
}

/**
 * The newest rows of a table of any length, a page of them. What order and filters look at is read once, and then of what has changed;
 * whole rows are read of the page alone.
 */
export class NewestRows {
  readonly #options: IndexOptions;
  /** By key, what order and filters look at. */
  #rows = new Map<unknown, Row>();
  #refreshing: Promise<void> = Promise.resolve();

  constructor(options: IndexOptions) {
    this.#options = options;
  }

  async page({ passes, page }: Asked): Promise<NewestPage> {
    const { key, orderOf } = this.#options;
    this.#refreshing = this.#refreshing.catch(() => undefined).then(() => this.#refresh());
    await this.#refreshing;
    const newest = [...this.#rows.values()]
      .filter(passes)
      .map((row) => ({ id: row[key], at: orderOf(row) ?? '￿' }))
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const last = Math.max(0, Math.ceil(newest.length / SIZE) - 1);
    const shown = Math.min(last, Math.max(0, page || 0));
    const ids = newest.slice(shown * SIZE, (shown + 1) * SIZE).map(({ id }) => id);
    const whole = new Map((await this.#read(ids, false)).map((row) => [row[key], row]));
    return {
      rows: ids.map((id) => whole.get(id)).filter((row) => row !== undefined),
      page: shown,
      size: SIZE,
      total: newest.length,
    };
  }

  async #refresh(): Promise<void> {
    const { changes, key } = this.#options;
    const changed = await changes.sinceLast();
    if (changed === 'unknown' || changed.length > MOST_CHANGES) return this.#readAll();
    const ids = [...new Set(changed.map((one) => one[key]))];
    const found = new Map((await this.#read(ids, true)).map((row) => [row[key], row]));
    for (const id of ids) {
      const row = found.get(id);
      if (row) this.#rows.set(id, row);
      else this.#rows.delete(id);
    }
  }

  async #readAll(): Promise<void> {
    const { dynamodb, tableName, key } = this.#options;
    const rows = new Map<unknown, Row>();
    let from: Row | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamodb.send(
        new ScanCommand({ TableName: tableName, ExclusiveStartKey: from, ...this.#looked() }),
      );
      for (const row of Items) rows.set(row[key], row);
      from = LastEvaluatedKey;
    } while (from !== undefined);
    this.#rows = rows;
  }

  /** Rows by key, in any order: whole, or what order and filters look at. */
  async #read(ids: readonly unknown[], isPart: boolean): Promise<readonly Row[]> {
    const { dynamodb, tableName, key } = this.#options;
    const rows: Row[] = [];
    let keys = ids.map((id): Row => ({ [key]: id }));
    while (keys.length > 0) {
      const asked = { Keys: keys.slice(0, BATCH), ...(isPart && this.#looked()) };
      const { Responses = {}, UnprocessedKeys = {} } = await dynamodb.send(
        new BatchGetCommand({ RequestItems: { [tableName]: asked } }),
      );
      rows.push(...(Responses[tableName] ?? []));
      keys = [...(UnprocessedKeys[tableName]?.Keys ?? []), ...keys.slice(BATCH)];
    }
    return rows;
  }

  #looked() {
    const names = [this.#options.key, ...this.#options.attributes];
    return {
      ProjectionExpression: names.map((_, at) => `#${at}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#${at}`, name])),
    };
  }
}
