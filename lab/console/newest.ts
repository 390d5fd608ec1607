import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a page at once. */
const SIZE = 48;

export interface NewestPage {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

interface Asked {
  readonly tableName: string;
  /** ISO 8601; what has none yet is newer than all that has. */
  readonly timeOf: (row: Row) => string | undefined;
  readonly passes: (row: Row) => boolean;
  /** From 0; beyond the last, it is the last. */
  readonly page: number;
}

/** The newest rows of a table of any length, a page of them. */
export async function newestRows(
  dynamodb: Pick<DynamoDBDocumentClient, 'send'>,
  { tableName, timeOf, passes, page }: Asked,
): Promise<NewestPage> {
  const found: Row[] = [];
  let from: Row | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(
      new ScanCommand({ TableName: tableName, ExclusiveStartKey: from }),
    );
    found.push(...Items.filter(passes));
    from = LastEvaluatedKey;
  } while (from !== undefined);
  const newest = found.map((row) => ({ row, at: timeOf(row) ?? '￿' })).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const last = Math.max(0, Math.ceil(newest.length / SIZE) - 1);
  const shown = Math.min(last, Math.max(0, page || 0));
  const rows = newest.slice(shown * SIZE, (shown + 1) * SIZE).map(({ row }) => row);
  return { rows, page: shown, size: SIZE, total: newest.length };
}
