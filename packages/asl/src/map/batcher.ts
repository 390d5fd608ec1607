import type { Json } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';
import { PAYLOAD_LIMIT } from '../payload.ts';

/** The input of one child execution, and how many items are in it. */
export interface Batch {
  readonly input: Json;
  readonly items: number;
}

/** Groups items into inputs of child executions. */
export type Batcher = (items: AsyncIterable<Json>) => AsyncIterable<Batch>;

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html */
export function compileBatcher(
  state: MapState,
  language: Language,
): (execution: StateExecution, subject: Json) => Promise<Batcher> {
  const { ItemBatcher } = state;
  if (ItemBatcher === undefined) return async () => oneByOne;
  const fields = { ...ItemBatcher };
  const itemsOf = language.number(fields, 'MaxItemsPerBatch', 'integer');
  const bytesOf = language.number(fields, 'MaxInputBytesPerBatch', 'integer');
  const common =
    ItemBatcher.BatchInput === undefined
      ? undefined
      : language.template(ItemBatcher.BatchInput, 'ItemBatcher/BatchInput');
  return async (execution, subject) => {
    const most = {
      items: orNone(await itemsOf?.(execution, subject)),
      bytes: Math.min(orNone(await bytesOf?.(execution, subject)), PAYLOAD_LIMIT),
    };
    const batchInput = await common?.(execution, subject);
    return (items) => inBatches(items, most, batchInput);
  };
}

/** 0 is no limit. */
const orNone = (limit = 0): number => (limit > 0 ? limit : Number.POSITIVE_INFINITY);

async function* oneByOne(items: AsyncIterable<Json>): AsyncIterable<Batch> {
  for await (const item of items) yield { input: item, items: 1 };
}

async function* inBatches(
  items: AsyncIterable<Json>,
  most: { readonly items: number; readonly bytes: number },
  batchInput: Json | undefined,
): AsyncIterable<Batch> {
  const wrap = (list: readonly Json[]): Batch => ({
    input: { ...(batchInput !== undefined && { BatchInput: batchInput }), Items: list },
    items: list.length,
  });
  const empty = sizeOf(wrap([]).input);
  let list: Json[] = [];
  let bytes = empty;
  for await (const item of items) {
    const size = sizeOf(item) + 1;
    if (list.length > 0 && (list.length >= most.items || bytes + size > most.bytes)) {
      yield wrap(list);
      list = [];
      bytes = empty;
    }
    list.push(item);
    bytes += size;
  }
  if (list.length > 0) yield wrap(list);
}

const sizeOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value));
