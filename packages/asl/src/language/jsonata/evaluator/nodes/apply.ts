import { Fn } from '../fn.ts';
import type { Frame } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import { wrapped } from '../library-error.ts';
import type { Value } from '../values.ts';
import { Lambda } from './lambda.ts';

/** Calls a function, and what it calls at its end. `input` stands in for arguments that may be left out. */
export function apply(fn: Value, args: readonly Value[], input: Value, frame: Frame): Value {
  let result = applyOnce(fn, args, input, frame);
  while (result instanceof Lambda && result.tail !== undefined) {
    const { tail, input: item, frame: inner } = result;
    const next = tail.procedure(item, inner);
    const values = tail.args.map((arg) => arg(item, inner));
    frame.run.budget.spend();
    result = named(tail.name, () => applyOnce(next, values, input, frame));
  }
  return result;
}

function applyOnce(fn: Value, args: readonly Value[], input: Value, frame: Frame): Value {
  if (!(fn instanceof Fn)) throw new JsonataError('T1006');
  const { signature } = fn;
  return fn.call(signature === undefined ? args : wrapped(() => signature.validate(args, input)), { frame, input });
}

/** Says which function failed, where nobody has. */
export function named(name: unknown, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof JsonataError ? error.at(name) : error;
  }
}
