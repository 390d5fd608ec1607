/** Long work, step by step. Each step tells how much it was, in characters that were parsed. */
export type Steps<R> = Generator<number, R, void>;

/** Some twenty milliseconds of parsing. */
const TURN = 10_000;
/** What an expression takes however short it is: jsonata's parser sets itself up anew for each. */
const EXPRESSION = 80;

/** Cost of parsing an expression, or a path. */
export const parsing = (text: string): number => EXPRESSION + text.length;

/** Does all of it at once. */
export function atOnce<R>(steps: Steps<R>): R {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Does all of it, and lets others have their turn between. Rejects with what a step throws. */
export async function inTurns<R>(steps: Steps<R>): Promise<R> {
  let done = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    done += step.value;
    if (done < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    done = 0;
  }
}
