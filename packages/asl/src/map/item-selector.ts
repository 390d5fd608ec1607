import type { Json } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import { itemContext } from '../execution/context.ts';
import type { EvaluationContext } from '../execution/evaluation-context.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Language } from '../language/language.ts';
import { limited } from '../states/input.ts';

/** What an iteration gets instead of its item; undefined where it gets the item. */
export type ItemSelector = (execution: StateExecution, subject: Json, item: MapItem) => Eventual<Json>;

/** `ItemSelector`, or `Parameters` as it was called before. Throws a DataLimitExceeded. */
export function compileItemSelector(state: MapState, language: Language): ItemSelector | undefined {
  const template = state.ItemSelector ?? state.Parameters;
  if (template === undefined) return undefined;
  const evaluate = language.template(template, 'ItemSelector');
  return (execution, subject, item) =>
    chain(evaluate(withItem(execution, item), subject), (selected) => limited(selected, execution));
}

/** The Map state as its `ItemSelector` sees it: with `$$.Map.Item`. */
function withItem(execution: StateExecution, item: MapItem): EvaluationContext {
  return {
    input: execution.input,
    variables: execution.variables,
    result: undefined,
    errorOutput: undefined,
    ports: execution.ports,
    budget: undefined,
    get context() {
      return { ...execution.context, Map: { Item: itemContext(item) } };
    },
    runtimeError: (message) => execution.runtimeError(message),
    queryError: (message, field) => execution.queryError(message, field),
  };
}
