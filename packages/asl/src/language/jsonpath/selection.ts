import { renewBudget } from './limits.ts';
import { compileReference } from './reference.ts';
import type { Value } from './template.ts';

/** `InputPath` and `OutputPath`: null stands for an empty object. */
export function selection(path: string | null | undefined): Value | undefined {
  if (path === undefined || path === '$') return undefined;
  return path === null ? () => ({}) : requiredPath(path);
}

/** Value at a path that must be there. Throws a `States.Runtime` where it is not. */
export function requiredPath(path: string): Value {
  const reference = compileReference(path);
  return (evaluation, subject) => {
    renewBudget(evaluation);
    const found = reference.find(evaluation, subject);
    if (found.kind === 'missing') throw evaluation.runtimeError(`Invalid path '${path}' : ${found.why}`);
    return found.value;
  };
}
