import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { VirtualClock } from '@safelight/asl/virtual-clock';
import { type Engine, openEngine } from '@safelight/local/services/dynamodb/engine';
import { localOperations } from '@safelight/local/services/dynamodb/operations/operations';
import { resume } from '@safelight/local/services/dynamodb/operations/tables/transitions';
import type { Item } from '@safelight/local/services/dynamodb/values/attribute-value';
import { IN_MEMORY, openDatabase } from '@safelight/local/store/database';

export type Change = (table: string, before: Item | undefined, after: Item | undefined) => void;

/** The real DynamoDB of a laptop, in memory, whose every change can be seen as it is made. */
export interface MemoryDynamoDb {
  /** Throws AwsError. */
  run(operation: string, input: JsonObject): Promise<JsonObject>;
  items(table: string): readonly Item[];
}

/** @param tables the name of the key attribute of each table; keys are strings */
export function createMemoryDynamoDb(
  tables: Readonly<Record<string, string>>,
  onChange: Change = () => {},
): MemoryDynamoDb {
  const engine = openEngine({
    database: openDatabase({ file: IN_MEMORY }),
    clock: new VirtualClock(),
    ids: { uuid: () => '00000000-0000-4000-8000-000000000000' },
    place: { accountId: '000000000000', region: 'us-east-1', partition: 'aws' },
    report: raise,
  });
  const operations = localOperations(engine);
  const call = (name: string, input: JsonObject): JsonObject | Promise<JsonObject> => {
    const answer = operations[name]?.(input);
    if (!answer) throw new Error(`There is no ${name}`);
    return answer;
  };
  for (const [table, key] of Object.entries(tables)) atOnce(call('CreateTable', definition(table, key)));
  resume(engine);
  const tellChanges = changesOf(engine, Object.keys(tables), onChange);
  return {
    async run(operation, input) {
      const answer = call(operation, input);
      // What is done at once is told at once.
      const done = answer instanceof Promise ? await answer : answer;
      tellChanges();
      // On its way back: nobody has an answer at once.
      for (let turn = 0; turn < 5; turn++) await undefined;
      return done;
    },
    items: (table) => itemsOf(atOnce(call('Scan', { TableName: table })).Items),
  };
}

function atOnce(answer: JsonObject | Promise<JsonObject>): JsonObject {
  if (answer instanceof Promise) throw new Error('This does not answer at once');
  return answer;
}

const definition = (TableName: string, AttributeName: string): JsonObject => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
});

/** Tells what streams have had since it was last called. */
function changesOf({ tables, streams }: Engine, names: readonly string[], onChange: Change): () => void {
  const read = new Map(names.map((name) => [name, '']));
  return () => {
    for (const name of names) {
      const id = tables.get(name)?.stream?.id ?? 0;
      const after = read.get(name) ?? '';
      if (streams.latest(id) === after) continue;
      for (const { dynamodb } of [...streams.read(id, after)])
        onChange(name, itemOf(dynamodb.OldImage), itemOf(dynamodb.NewImage));
      read.set(name, streams.latest(id));
    }
  };
}

const itemsOf = (items: Json | undefined): Item[] =>
  (Array.isArray(items) ? items : []).map(itemOf).filter((item) => item !== undefined);

/** An image of a stream is an item. */
const itemOf = (image: Json | undefined): Item | undefined =>
  isJsonObject(image) ? (image as unknown as Item) : undefined;

function raise(error: unknown): never {
  throw error;
}
