import type { Scene } from '../../execution/scene.ts';
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
export function runIn(scene: Scene): Run {
  let states: Value;
  return {
    budget: jsonataBudget(),
    now: scene.ports.clock.now(),
    random: () => scene.ports.random.next(),
    uuid: () => scene.ports.ids.uuid(),
    lookup(name) {
      if (name === 'states') {
        states ??= statesOf(scene);
        return states;
      }
      return Object.hasOwn(scene.variables, name) ? scene.variables[name] : functionNamed(name);
    },
  };
}

const functionNamed = (name: string): Fn | undefined => FUNCTIONS.get(name) ?? LIBRARY.get(name);

/** The Context object costs something to make, so it is made when asked for. */
function statesOf(scene: Scene): Value {
  return {
    input: scene.input,
    ...(scene.result !== undefined && { result: scene.result }),
    ...(scene.errorOutput !== undefined && { errorOutput: scene.errorOutput }),
    get context() {
      return scene.context;
    },
  };
}
