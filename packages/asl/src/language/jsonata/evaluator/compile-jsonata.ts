import { compileNode } from './compile.ts';
import { Frame, type Run } from './frame.ts';
import { parseJsonata } from './node.ts';
import type { Value } from './values.ts';

/**
 * Compiles an expression, as jsonata 2.0.6 reads it. The function that it answers evaluates at once, on no input, as
 * Step Functions does; it throws a JsonataError, or a BudgetExceeded. Throws a SyntaxError.
 * https://docs.jsonata.org/
 */
export function compileJsonata(source: string): (run: Run) => Value {
  const evaluate = compileNode(parseJsonata(source));
  return (run) => evaluate(undefined, new Frame(run));
}
