import type { Compile, Evaluator } from '../evaluator.ts';
import { NativeFn } from '../fn.ts';
import type { Frame } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import { type Node, nodeOf } from '../node.ts';
import { copyOf } from '../string-of.ts';
import { isList, isMembers, type Value } from '../values.ts';

/** `| pattern | update, delete |`: a function that answers a changed copy. */
export function compileTransform(node: Node, compile: Compile): Evaluator {
  const [pattern, update] = [compile(nodeOf(node.pattern)), compile(nodeOf(node.update))];
  const remove = node.delete === undefined ? undefined : compile(nodeOf(node.delete));
  return (_, frame) =>
    new NativeFn(1, ([value]) => {
      if (value === undefined) return undefined;
      if (!isList(value) && !isMembers(value)) throw new JsonataError('T0410', { value, index: 1 });
      const copy = copyOf(value, frame.run.budget);
      const matches = pattern(copy, frame);
      for (const match of isList(matches) ? matches : matches === undefined ? [] : [matches]) {
        change(match, update, frame);
        if (remove !== undefined) removeMembers(match, remove(match, frame));
      }
      return copy;
    });
}

function change(match: Value, update: Evaluator, frame: Frame): void {
  const changed = update(match, frame);
  if (changed === undefined) return;
  if (!isMembers(changed)) throw new JsonataError('T2011', { value: changed });
  const [name] = Object.keys(changed);
  if (typeof match === 'object' && match !== null) Object.assign(match, changed);
  else if (name !== undefined) throw new TypeError(`Cannot create property '${name}' on ${typeof match} '${match}'`);
}

function removeMembers(match: Value, names: Value): void {
  if (names === undefined) return;
  const list = isList(names) ? names : [names];
  if (!list.every((name) => typeof name === 'string')) throw new JsonataError('T2012', { value: names });
  if (typeof match !== 'object' || match === null) return;
  for (const name of list) Reflect.deleteProperty(match, String(name));
}
