import type { Json } from '#asl/json.ts';
import type { State } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Visit } from '../execution/visit.ts';
import type { Language } from '../language/language.ts';

/** The part of the input that the state works on. */
export function compileSelection(state: State, language: Language): (visit: Visit) => Eventual<Json> {
  const select = language.selection(state);
  return (visit) => {
    visit.noting?.({ input: visit.input });
    return chain(select === undefined ? visit.input : select(visit, visit.input), (subject) => {
      visit.noting?.(language.inspection.selected(subject));
      return subject;
    });
  };
}

/** The same, after `Parameters` or `Arguments`. */
export function compileInput(state: State, language: Language): (visit: Visit) => Eventual<Json> {
  const select = compileSelection(state, language);
  const fill = language.arguments(state);
  if (fill === undefined) return select;
  return (visit) =>
    chain(select(visit), (subject) =>
      chain(fill(visit, subject), (effective) => {
        visit.noting?.(language.inspection.filled(effective));
        return effective;
      }),
    );
}
