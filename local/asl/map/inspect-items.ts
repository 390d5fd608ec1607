import type { Json } from '#local/json.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import { type Payload, payloadOf } from '../payload.ts';
import type { ItemSelector } from './item-selector.ts';

/** What TestState shows of a Map's items, and the mocked result in place of the iterations. */
export async function inspectItems(
  visit: Visit,
  subject: Json,
  items: readonly Json[],
  selector: ItemSelector | undefined,
  work: (effective: Json) => Json | Promise<Json>,
): Promise<Payload> {
  visit.noting?.({ afterItemsPath: items });
  const selected: Json[] = [];
  for (const [index, value] of items.entries()) {
    const item: MapItem = { index, value };
    selected.push(selector === undefined ? value : await selector(visit, subject, item));
  }
  if (selector !== undefined) visit.noting?.({ afterItemSelector: selected });
  return payloadOf(await work(selected));
}
