import { execWithin } from '../../../pattern.ts';
import type { Evaluator } from '../evaluator.ts';
import { NativeFn } from '../fn.ts';
import type { Frame } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import type { Node } from '../node.ts';
import type { Value } from '../values.ts';

/** `/…/`: a function of a text that answers its first match, and a function for the next. */
export function compileRegex({ value }: Node): Evaluator {
  if (!(value instanceof RegExp)) throw new SyntaxError('Expected a regular expression');
  return (_, frame) => {
    const pattern = new RegExp(value);
    return new NativeFn(1, ([text]) => matchFrom(pattern, String(text), 0, frame));
  };
}

function matchFrom(pattern: RegExp, text: string, start: number, frame: Frame): Value {
  pattern.lastIndex = start;
  const match = execWithin(pattern, text, frame.run.budget);
  if (match === null) return undefined;
  const [found, ...groups] = match;
  return {
    match: found,
    start: match.index,
    end: match.index + found.length,
    groups,
    next: new NativeFn(0, () => nextMatch(pattern, text, frame)),
  };
}

function nextMatch(pattern: RegExp, text: string, frame: Frame): Value {
  if (pattern.lastIndex >= text.length) return undefined;
  const next = matchFrom(pattern, text, pattern.lastIndex, frame);
  if (typeof next === 'object' && next !== null && 'match' in next && next.match === '') {
    // It would never get any further.
    throw new JsonataError('D1004', { value: pattern.source });
  }
  return next;
}
