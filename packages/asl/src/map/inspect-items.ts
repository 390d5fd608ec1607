import type { Json } from '#asl/json.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import { type Payload, payloadOf } from '../payload.ts';
import type { Batcher } from './batcher.ts';
import type { ReadItem } from './item-reader/item-reader.ts';
import type { ItemSelector } from './item-selector.ts';
import { inputOf } from './items.ts';

interface Inspected {
  readonly items: readonly ReadItem[];
  readonly selector: ItemSelector | undefined;
  readonly batcher?: Batcher | undefined;
}

/** What TestState shows of a Map's items, and the mocked result in place of the iterations. */
export async function inspectItems(
  execution: StateExecution,
  subject: Json,
  { items, selector, batcher }: Inspected,
  work: (effective: Json) => Json | Promise<Json>,
): Promise<Payload> {
  execution.noting?.({ afterItemsPath: items.map(inputOf) });
  const selected: Json[] = [];
  for (const [index, item] of items.entries()) {
    selected.push(selector === undefined ? inputOf(item) : await selector(execution, subject, { ...item, index }));
  }
  if (selector !== undefined) execution.noting?.({ afterItemSelector: selected });
  if (batcher !== undefined) execution.noting?.({ afterItemBatcher: await batched(batcher, selected) });
  return payloadOf(await work(selected));
}

async function batched(batcher: Batcher, items: readonly Json[]): Promise<Json[]> {
  const inputs: Json[] = [];
  for await (const { input } of batcher(oneByOne(items))) inputs.push(input);
  return inputs;
}

async function* oneByOne(items: readonly Json[]): AsyncIterable<Json> {
  yield* items;
}
