import jsonata from 'jsonata';
import { isJsonObject } from '#asl/json.ts';
import { type Call, type Fn, LibraryFn, type Signature } from './fn.ts';
import { higherOrder } from './functions/higher-order.ts';
import { lists } from './functions/lists.ts';
import { numbers } from './functions/numbers.ts';
import { objects } from './functions/objects.ts';
import { patterns } from './functions/patterns.ts';
import { texts } from './functions/texts.ts';
import { times } from './functions/times.ts';
import { wrapped } from './library-error.ts';
import { sequenceOf, type Value } from './values.ts';

/** A function of jsonata's: how it checks its arguments, and how it works. */
interface Definition {
  readonly signature: Signature;
  readonly implementation: (this: unknown, ...args: readonly Value[]) => unknown;
}

/** jsonata's own code works for these: they answer at once, and take no longer than their arguments and results are long. */
const AS_THEY_ARE =
  'substringBefore substringAfter lowercase uppercase trim formatBase number floor ceil round abs sqrt power boolean not exists type error assert base64encode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl sum count average reverse'.split(
    ' ',
  );

/** These are ours: they call functions, or need bounds, a clock or randomness. */
const OURS: Readonly<Record<string, (args: readonly Value[], call: Call, original: Original) => Value>> = {
  ...higherOrder,
  ...lists,
  ...numbers,
  ...objects,
  ...patterns,
  ...texts,
  ...times,
};

/** The library's own code, for what is only guarded. */
export type Original = (args: readonly Value[]) => Value;

const NAMES = [...AS_THEY_ARE, ...Object.keys(OURS)];

const definitions: unknown = await jsonata(`[${NAMES.map((name) => `$${name}`).join()}]`).evaluate(undefined);

/** All functions of jsonata 2.0.6 by name, without `$eval`, which Step Functions does not have. */
export const LIBRARY: ReadonlyMap<string, Fn> = new Map(
  NAMES.map((name, at) => [name, define(name, Array.isArray(definitions) ? definitions[at] : undefined)]),
);

function define(name: string, definition: unknown): Fn {
  if (!isDefinition(definition)) throw new TypeError(`jsonata has no function ${name}`);
  const { implementation, signature } = definition;
  const ours = OURS[name];
  const call = (args: readonly Value[], at: Call): Value => {
    const original: Original = (given) => run(definition, given, at);
    return ours === undefined ? guarded(original, args, at) : ours(args, at, original);
  };
  return new LibraryFn(implementation.length, call, signature);
}

/** What the code of the library finds in `this`. The values are those that it works on itself. */
function run({ implementation }: Definition, args: readonly Value[], { frame, input }: Call): Value {
  const focus = { createSequence: sequenceOf, input, environment: { timestamp: new Date(frame.run.now) } };
  return wrapped(() => implementation.apply(focus, [...args]) as Value);
}

function guarded(original: Original, args: readonly Value[], { frame: { run } }: Call): Value {
  for (const arg of args)
    if (typeof arg === 'string') run.budget.holdText(arg.length);
    else if (Array.isArray(arg)) run.budget.spend(arg.length);
  const result = original(args);
  if (typeof result === 'string') run.budget.holdText(result.length);
  if (Array.isArray(result)) run.budget.holdList(result.length);
  return result;
}

function isDefinition(value: unknown): value is Definition {
  return isJsonObject(value) && typeof value.implementation === 'function' && isJsonObject(value.signature);
}
