import { setFlagsFromString } from 'node:v8';
import { createContext, Script } from 'node:vm';
import { type Budget, BudgetExceeded } from './budget.ts';

/**
 * A regular expression of a definition, such as `(a+)+$`, may take for ever on a text of thirty characters, and nothing
 * else runs meanwhile. V8 then starts again with its engine that takes linear time, if the expression has neither
 * look-around nor back references, and minds case.
 */
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

/** What V8's linear engine cannot do: look-around, back references; and to ignore case, or match by code points. */
const NOT_LINEAR = /\\[1-9]|\\k<|\(\?<?[=!]/;
const LINEAR_FLAGS = /^[dgmsy]*$/;
/** Characters of text times those of the expression that match within a moment, however they are put. */
const QUICK = 1_000_000;
const LONGEST_MS = 100;
/** How much a match goes back and forth nobody can count but by the time that it takes. */
const STEPS_A_MS = 10_000;

/** Of one that is found at once. */
const STEPS_A_MATCH = 16;

/** A place where an expression can be ended while it is matched. */
const context = createContext(Object.create(null));
const script = new Script('pattern.exec(text)');

/**
 * Finds the next match from the pattern's `lastIndex`, if it is global. Throws a BudgetExceeded.
 * @param longest milliseconds that it may take
 */
export function execWithin(
  pattern: RegExp,
  text: string,
  budget: Budget,
  longest = LONGEST_MS,
): RegExpExecArray | null {
  const start = performance.now();
  const isLinear = LINEAR_FLAGS.test(pattern.flags) && !NOT_LINEAR.test(pattern.source);
  const isQuick = isLinear && text.length * pattern.source.length < QUICK;
  const match = isQuick ? pattern.exec(text) : execUntil(longest, pattern, text);
  budget.spend(STEPS_A_MATCH + Math.floor(performance.now() - start) * STEPS_A_MS);
  return match;
}

function execUntil(timeout: number, pattern: RegExp, text: string): RegExpExecArray | null {
  Object.assign(context, { pattern, text });
  try {
    return script.runInContext(context, { timeout });
  } catch {
    throw new BudgetExceeded('Expression evaluation timeout: Check for infinite loop');
  }
}

/** Throws a SyntaxError where the source is no regular expression. */
export function compilePattern(source: string, flags?: string): (text: string, budget: Budget) => boolean {
  const pattern = new RegExp(source, flags);
  return (text, budget) => execWithin(pattern, text, budget) !== null;
}
