import type { Json } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import type { Eventual } from '../eventual.ts';
import { itemContext } from '../execution/context.ts';
import type { Scene } from '../execution/scene.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import type { Language } from '../language/language.ts';

/** What an iteration gets instead of its item; undefined where it gets the item. */
export type ItemSelector = (visit: Visit, subject: Json, item: MapItem) => Eventual<Json>;

/** `ItemSelector`, or `Parameters` as it was called before. */
export function compileItemSelector(state: MapState, language: Language): ItemSelector | undefined {
  const template = state.ItemSelector ?? state.Parameters;
  if (template === undefined) return undefined;
  const evaluate = language.template(template, 'ItemSelector');
  return (visit, subject, item) => evaluate(withItem(visit, item), subject);
}

/** The Map state as its `ItemSelector` sees it: with `$$.Map.Item`. */
function withItem(visit: Visit, item: MapItem): Scene {
  return {
    input: visit.input,
    variables: visit.variables,
    result: undefined,
    errorOutput: undefined,
    ports: visit.ports,
    get context() {
      return { ...visit.context, Map: { Item: itemContext(item) } };
    },
    runtimeError: (message) => visit.runtimeError(message),
    queryError: (message, field) => visit.queryError(message, field),
  };
}
