import {
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  QueryCommand,
  ScanCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { faultOf } from './client-fault.ts';
import { cursorOf, keyOf, plainItem } from './item-json.ts';
import { keyCondition } from './key-condition.ts';

const TABLES = 100;
const ITEMS = 50;

/** Key of a table or an index: names of its attributes, with their types. */
export interface KeyPart {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** What a page of items is asked by; empty where anything will do. */
export interface ItemsAsked {
  readonly table: string;
  readonly index: string;
  readonly partition: string;
  readonly sort: string;
  readonly after: string;
}

/** `GET tables?after=`, `GET table?of=NAME` and `GET table/items?of=NAME&index=&partition=&sort=&after=`: all of it, or by key. */
export function tableRoutes(dynamodb: DynamoDBClient): ConsoleRoutes {
  const describe = async (TableName: string) => {
    const { Table = {} } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    return Table;
  };
  return {
    async 'GET tables'({ query }) {
      const after = query.get('after') || undefined;
      const list = new ListTablesCommand({ Limit: TABLES, ExclusiveStartTableName: after });
      const { TableNames = [], LastEvaluatedTableName: next } = await dynamodb.send(list);
      const rows = (await Promise.all(TableNames.map(describe))).map(tableRow);
      return { kind: 'json', value: { rows, next } };
    },
    'GET table': async ({ of }) => ({ kind: 'json', value: tableRow(await describe(of)) }),
    async 'GET table/items'({ of: table, query }) {
      const text = (name: string) => query.get(name) ?? '';
      const [index, partition, sort, after] = [text('index'), text('partition'), text('sort'), text('after')];
      const key = keysOf(await describe(table)).find(({ name }) => name === index)?.key ?? [];
      const asked = { table, index, partition, sort, after };
      return { kind: 'json', value: await itemsOf(dynamodb, asked, key) };
    },
  };
}

async function itemsOf(dynamodb: DynamoDBClient, asked: ItemsAsked, key: readonly KeyPart[]) {
  const { table, index, partition, sort, after } = asked;
  const common = {
    TableName: table,
    Limit: ITEMS,
    ...(index !== '' && { IndexName: index }),
    ...(after !== '' && { ExclusiveStartKey: keyOf(after) }),
  };
  try {
    const { Items = [], LastEvaluatedKey } =
      partition === ''
        ? await dynamodb.send(new ScanCommand(common))
        : await dynamodb.send(new QueryCommand({ ...common, ...keyCondition(key, partition, sort) }));
    return { rows: Items.map(plainItem), next: LastEvaluatedKey && cursorOf(LastEvaluatedKey) };
  } catch (error) {
    return { rows: [], problem: faultOf(error) };
  }
}

/** A table in a line; its keys are its own, without a name, and those of its indexes. */
const tableRow = (table: TableDescription) => ({
  name: table.TableName ?? '',
  status: table.TableStatus,
  items: table.ItemCount ?? 0,
  bytes: table.TableSizeBytes ?? 0,
  stream: table.StreamSpecification?.StreamViewType,
  keys: keysOf(table),
});

function keysOf({
  KeySchema,
  AttributeDefinitions = [],
  GlobalSecondaryIndexes,
  LocalSecondaryIndexes,
}: TableDescription) {
  const types = new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const partsOf = (schema: TableDescription['KeySchema'] = []): readonly KeyPart[] =>
    schema.map(({ AttributeName: name = '' }) => ({ name, type: typeIn(types.get(name)) }));
  const indexes = [...(GlobalSecondaryIndexes ?? []), ...(LocalSecondaryIndexes ?? [])];
  return [
    { name: '', key: partsOf(KeySchema) },
    ...indexes.map(({ IndexName = '', KeySchema: schema }) => ({ name: IndexName, key: partsOf(schema) })),
  ];
}

const typeIn = (type: string | undefined): KeyPart['type'] => (type === 'N' || type === 'B' ? type : 'S');
