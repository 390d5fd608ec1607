import compile from 'jsonata';
import type { Json } from '#local/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { partition, range } from '../jsonpath/intrinsics/arrays.ts';
import { hash } from '../jsonpath/intrinsics/encoding.ts';
import { seededRandom } from '../jsonpath/intrinsics/seeded-random.ts';

/** jsonata shows a list with this mark and one item as that item. */
const asSequence = (items: readonly unknown[]): readonly unknown[] =>
  Object.defineProperty([...items], 'sequence', { value: true });

/** `$fromMillis` formats a time; jsonata's own `$now` would look at the real clock. */
const formatTime = compile('$fromMillis($at, $picture, $timezone)');

/**
 * What an expression can name: `$states`, the workflow's variables, and the functions that Step Functions adds.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export function bindings(scene: Scene): Record<string, unknown> {
  const { clock, ids, random } = scene.ports;
  return {
    ...FUNCTIONS,
    random: (seed?: number) => (seed === undefined ? random.next() : seededRandom(seed)),
    uuid: () => ids.uuid(),
    millis: () => clock.now(),
    now: (picture?: string, timezone?: string) =>
      formatTime.evaluate(undefined, { at: clock.now(), picture, timezone }),
    ...scene.variables,
    states: statesOf(scene),
  };
}

const FUNCTIONS = {
  // Step Functions does not have it.
  eval: undefined,
  partition: (items?: readonly Json[], size?: number) =>
    items === undefined || size === undefined ? undefined : partition([items].flat(), Math.floor(size)),
  range: (first?: number, last?: number, step?: number) =>
    first === undefined || last === undefined || step === undefined ? undefined : asSequence(range(first, last, step)),
  hash: (content?: string, algorithm = 'SHA-256') =>
    content === undefined
      ? undefined
      : hash(typeof content === 'string' ? content : JSON.stringify(content), algorithm),
  parse: (text?: string) => (text === undefined ? undefined : JSON.parse(text)),
};

/** The Context object costs something to make, so it is made when asked for. */
function statesOf(scene: Scene): object {
  return {
    input: scene.input,
    ...(scene.result !== undefined && { result: scene.result }),
    ...(scene.errorOutput !== undefined && { errorOutput: scene.errorOutput }),
    get context() {
      return scene.context;
    },
  };
}
