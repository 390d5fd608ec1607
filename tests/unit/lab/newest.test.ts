import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { NewestRows } from '#lab/console/newest.ts';

type Row = Readonly<{ key: string; at: string | undefined }>;

interface Input {
  readonly ExclusiveStartKey?: Row;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Row[] }>>;
}

const ROWS = Array.from(
  { length: 1_100 },
  (_, at): Row => ({
    key: `${at}`,
    at: at === 3 ? undefined : `2026-${10_000 + at}`,
  }),
);

let rows: Map<string, Row>;
let reads: string[];
let changed: readonly Row[] | 'unknown';
let index: NewestRows;

/** As DynamoDB does: 500 at once, and where to go on; of a batch, half of what is asked. */
const table = {
  async send({ input }: { input: Input }) {
    const keys = input.RequestItems?.t?.Keys;
    if (keys) {
      reads.push(`get ${keys.length}`);
      const [now, later] = [keys.slice(0, 30), keys.slice(30)];
      const found = now.flatMap(({ key }) => rows.get(key) ?? []);
      return { Responses: { t: found }, ...(later.length > 0 && { UnprocessedKeys: { t: { Keys: later } } }) };
    }
    reads.push('scan');
    const all = [...rows.values()];
    const from = all.findIndex(({ key }) => key === input.ExclusiveStartKey?.key) + 1;
    const Items = all.slice(from, from + 500);
    return { Items, ...(from + 500 < all.length && { LastEvaluatedKey: Items.at(-1) }) };
  },
} as unknown as DynamoDBDocumentClient;

beforeEach(() => {
  rows = new Map(ROWS.map((row) => [row.key, row]));
  reads = [];
  changed = 'unknown';
  index = new NewestRows({
    ...{ dynamodb: table, tableName: 't', key: 'key', attributes: ['at'] },
    changes: { sinceLast: async () => changed },
    orderOf: ({ at }) => (at === undefined ? undefined : String(at)),
  });
});

const all = () => true;

describe('the newest rows of a table', () => {
  it.each([
    ['the first, what has no time before all', 0, 0, ['3', '1099', '1098']],
    ['the second', 1, 1, ['1052', '1051', '1050']],
    ['the last, of a number beyond it', 99, 22, ['44', '43', '42']],
    ['the first, of no number', Number.NaN, 0, ['3', '1099', '1098']],
  ])('%s', async (_name, asked, page, keys) => {
    const found = await index.page({ passes: all, page: asked });
    expect([found.page, found.total, found.rows.slice(0, 3).map(({ key }) => key)]).toEqual([page, 1_100, keys]);
  });

  it('are those that pass', async () => {
    const found = await index.page({ passes: ({ key }) => String(key).endsWith('99'), page: 0 });
    expect([found.total, found.rows[0]?.key]).toEqual([11, '1099']);
  });

  it('are read again where they have changed, and nowhere else', async () => {
    await index.page({ passes: all, page: 0 });
    expect(reads).toEqual(['scan', 'scan', 'scan', 'get 48', 'get 18']);
    reads = [];
    rows.set('new', { key: 'new', at: '2027' });
    rows.delete('3');
    changed = [
      { key: 'new', at: undefined },
      { key: '3', at: undefined },
      { key: 'new', at: undefined },
    ];
    const found = await index.page({ passes: all, page: 0 });
    expect([found.total, found.rows.slice(0, 2).map(({ key }) => key)]).toEqual([1_100, ['new', '1099']]);
    expect(reads).toEqual(['get 2', 'get 48', 'get 18']);
  });

  it('are all read again where too much has changed', async () => {
    await index.page({ passes: all, page: 0 });
    reads = [];
    changed = [...ROWS];
    await index.page({ passes: all, page: 0 });
    expect(reads.slice(0, 3)).toEqual(['scan', 'scan', 'scan']);
  });
});
