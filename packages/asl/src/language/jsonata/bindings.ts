import compile from 'jsonata';
import type { Json } from '#asl/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { partition, range } from '../jsonpath/intrinsics/arrays.ts';
import { hash } from '../jsonpath/intrinsics/encoding.ts';
import { seededRandom } from '../jsonpath/intrinsics/seeded-random.ts';
import { signed } from './signature.ts';

const NAME = /\$([\p{ID_Start}_][\p{ID_Continue}]*)/gu;

/** Makes what an expression can name. */
export type Bindings = (scene: Scene) => Record<string, unknown>;

/**
 * What an expression can name: `$states`, the workflow's variables, and the functions that Step Functions adds.
 * Only what the source mentions is bound, because binding costs more than most expressions do.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export function compileBindings(source: string): Bindings {
  const names = [...new Set([...source.matchAll(NAME)].flatMap(([, name]) => name ?? []))];
  return (scene) => {
    const bound: Record<string, unknown> = {};
    for (const name of names) {
      if (name === 'states') bound.states = statesOf(scene);
      else if (Object.hasOwn(scene.variables, name)) bound[name] = scene.variables[name];
      else if (Object.hasOwn(FUNCTIONS, name)) bound[name] = FUNCTIONS[name]?.(scene);
    }
    return bound;
  };
}

/** jsonata shows a list with this mark and one item as that item. */
const asSequence = (items: readonly unknown[]): readonly unknown[] =>
  Object.defineProperty([...items], 'sequence', { value: true });

/** `$fromMillis` formats a time; jsonata's own `$now` would look at the real clock. */
const formatTime = compile('$fromMillis($at, $picture, $timezone)');

/** Where a function needs whole numbers, others are rounded down. */
const FUNCTIONS: Readonly<Record<string, (scene: Scene) => unknown>> = {
  // Step Functions does not have it.
  eval: () => undefined,
  partition: () => signed(['a', 'n'], (items: Json, size: number) => partition([items].flat(), Math.floor(size))),
  range: () =>
    signed(['n', 'n', 'n'], (first: number, last: number, step: number) =>
      asSequence(range(Math.floor(first), Math.floor(last), Math.floor(step))),
    ),
  hash: () =>
    signed(
      ['x', 's'],
      (content: Json, algorithm = 'SHA-256') =>
        hash(typeof content === 'string' ? content : JSON.stringify(content), algorithm),
      1,
    ),
  parse: () => signed(['s'], (text: string) => JSON.parse(text)),
  random: ({ ports }) =>
    signed(['n'], (seed?: number) => (seed === undefined ? ports.random.next() : seededRandom(Math.floor(seed))), 0),
  uuid: ({ ports }) => signed([], () => ports.ids.uuid()),
  millis:
    ({ ports }) =>
    () =>
      ports.clock.now(),
  now:
    ({ ports }) =>
    (picture?: string, timezone?: string) =>
      formatTime.evaluate(undefined, { at: ports.clock.now(), picture, timezone }),
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
