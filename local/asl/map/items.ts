import type { Json } from '#local/json.ts';
import type { MapState } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Visit } from '../execution/visit.ts';
import type { Language } from '../language/language.ts';

/** The items that a Map state has in its own data: by `ItemsPath` or `Items`, or its whole input. */
export function compileItems(
  state: MapState,
  language: Language,
): (visit: Visit, subject: Json) => Eventual<readonly Json[]> {
  const evaluate = language.items(state);
  // AWS shows a path into the Context object with one dollar sign.
  const path = (state.ItemsPath ?? '$').replace('$$', () => '$');
  return (visit, subject) =>
    chain(evaluate?.(visit, subject) ?? subject, (items) => {
      if (!Array.isArray(items)) throw visit.runtimeError(`Reference path "${path}" must point to array.`);
      return items;
    });
}
