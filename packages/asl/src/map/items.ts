import { isJsonObject, type Json } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Language } from '../language/language.ts';
import type { Entry } from './item-reader/item-reader.ts';

/** Where the Context object says that items of a state's own data come from. */
export const STATE_DATA = 'STATE_DATA';

/** What an iteration gets by itself: the item, or the pair of name and value that a member of an object is. */
export const inputOf = ({ key, value }: Pick<MapItem, 'key' | 'value'>): Json =>
  key === undefined ? value : { Key: key, Value: value };

/** The items that a Map state has in its own data: by `ItemsPath` or `Items`, or its whole input. */
export function compileItems(
  state: MapState,
  language: Language,
): (execution: StateExecution, subject: Json) => Eventual<readonly Json[]> {
  const dataOf = compileData(state, language);
  return (execution, subject) =>
    chain(dataOf(execution, subject), (items) => {
      if (!Array.isArray(items)) throw language.notItems(execution, state, items);
      return items;
    });
}

/** The same for a distributed Map, which takes the members of an object too. */
export function compileEntries(
  state: MapState,
  language: Language,
): (execution: StateExecution, subject: Json) => Eventual<readonly Entry[]> {
  const dataOf = compileData(state, language);
  return (execution, subject) =>
    chain(dataOf(execution, subject), (items): readonly Entry[] => {
      if (Array.isArray(items)) return items.map((value: Json) => ({ value }));
      if (isJsonObject(items)) return Object.entries(items).map(([key, value]: [string, Json]) => ({ key, value }));
      throw language.notItems(execution, state, items);
    });
}

function compileData(state: MapState, language: Language) {
  const evaluate = language.items(state);
  return (execution: StateExecution, subject: Json): Eventual<Json> => evaluate?.(execution, subject) ?? subject;
}
