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
/** `{3}`, `{3,}`, `{3,9}` */
const COUNTED = /\{(\d+)(?:,(\d*))?\}/g;
/** Where it would write out more, it leaves the expression to the engine that goes back and forth. */
const MOST_COPIES = 16;
/** Characters of text, squared, times those of the expression that match within a moment: some five milliseconds. */
const QUICK = 50_000_000;
const LONGEST_MS = 100;
/** Characters of an expression that V8 compiles within a moment, which nothing can end: four times as many take it minutes. */
const LONGEST_SOURCE = 8_000;
/** A machine that is busy gives it less than its time: it is then tried again with twice the time, up to eight times as much. */
const MOST_LONGER = 8;
/** How much a match goes back and forth nobody can count but by the processor time that it takes. */
const STEPS_A_MS = 10_000;

/** Milliseconds of processor time; of the thread, where Node tells. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
};

/** Of one that is found at once, and of one in a place where it can be ended. */
const STEPS_A_MATCH = 16;
const STEPS_A_GUARDED_MATCH = 48;

const tooLong = () => new BudgetExceeded('Expression evaluation timeout: Check for infinite loop');

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
  if (pattern.source.length > LONGEST_SOURCE) throw tooLong();
  const start = cpuMs();
  const quick = isQuick(pattern, text);
  const match = quick ? pattern.exec(text) : execUntil(longest, pattern, text);
  budget.spend((quick ? STEPS_A_MATCH : STEPS_A_GUARDED_MATCH) + Math.floor(cpuMs() - start) * STEPS_A_MS);
  return match;
}

/**
 * Whether a match cannot take long, however text and expression are put. V8 does not take the going back of a single loop for
 * excessive, though that of `a*b` begins anew at each of the `a`: hence the square.
 */
const isQuick = (pattern: RegExp, { length }: string): boolean =>
  length ** 2 * pattern.source.length < QUICK && isLinear(pattern);

const linear = new WeakMap<RegExp, boolean>();

/** Whether V8's linear engine takes it. Patterns are matched again and again. */
function isLinear(pattern: RegExp): boolean {
  const known = linear.get(pattern);
  if (known !== undefined) return known;
  const { flags, source } = pattern;
  const found = LINEAR_FLAGS.test(flags) && !NOT_LINEAR.test(source) && copiesOf(source) <= MOST_COPIES;
  linear.set(pattern, found);
  return found;
}

/** How often V8's linear engine would write out what is in counted repetitions, at most. */
function copiesOf(source: string): number {
  let copies = 1;
  for (const [, least, most] of source.matchAll(COUNTED)) copies *= Math.max(1, Number(most || least));
  return copies;
}

function execUntil(longest: number, pattern: RegExp, text: string): RegExpExecArray | null {
  Object.assign(context, { pattern, text });
  const { lastIndex } = pattern;
  for (let timeout = longest; ; timeout *= 2) {
    const start = cpuMs();
    try {
      return script.runInContext(context, { timeout });
    } catch {
      pattern.lastIndex = lastIndex;
      if (cpuMs() - start > timeout / 2 || timeout >= longest * MOST_LONGER) throw tooLong();
    }
  }
}

/** Throws a SyntaxError where the source is no regular expression. */
export function compilePattern(source: string, flags?: string): (text: string, budget: Budget) => boolean {
  const pattern = new RegExp(source, flags);
  return (text, budget) => execWithin(pattern, text, budget) !== null;
}
