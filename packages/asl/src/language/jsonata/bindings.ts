import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import type { Fn } from './evaluator/fn.ts';
import type { Run } from './evaluator/frame.ts';
import { LIBRARY } from './evaluator/library.ts';
import type { Value } from './evaluator/values.ts';
import { FUNCTIONS } from './functions.ts';
import { jsonataBudget } from './limits.ts';

/**
 * What an expression can name: `$states`, the workflow's variables, and functions: jsonata's, and those that Step
 * Functions adds.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export function runIn(evaluation: EvaluationContext): Run {
  let states: Value;
  return {
    budget: jsonataBudget(),
    now: evaluation.ports.clock.now(),
    random: () => evaluation.ports.random.next(),
    uuid: () => evaluation.ports.ids.uuid(),
    lookup(name) {
      if (name === 'states') {
        states ??= statesOf(evaluation);
        return states;
      }
      return Object.hasOwn(evaluation.variables, name) ? evaluation.variables[name] : functionNamed(name);
    },
  };
}

const functionNamed = (name: string): Fn | undefined => FUNCTIONS.get(name) ?? LIBRARY.get(name);

/** The Context object costs something to make, so it is made when asked for. */
function statesOf(evaluation: EvaluationContext): Value {
  return {
    input: evaluation.input,
    ...(evaluation.result !== undefined && { result: evaluation.result }),
    ...(evaluation.errorOutput !== undefined && { errorOutput: evaluation.errorOutput }),
    get context() {
      return evaluation.context;
    },
  };
}
