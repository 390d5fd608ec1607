import type { EvaluationPorts } from '#asl/execution/evaluation-context.ts';
import type { Json } from '#asl/json.ts';
import type { Budget } from '../../budget.ts';

/** An intrinsic function on evaluated arguments. Throws an IntrinsicError, or a BudgetExceeded. */
export type IntrinsicFunction = (args: readonly Json[], ports: EvaluationPorts, budget: Budget) => Json;

/** A wrong argument, in words for people. */
export class IntrinsicError extends Error {
  override readonly name = 'IntrinsicError';
}

export function arity(args: readonly Json[], least: number, most = least): void {
  if (args.length < least || args.length > most) {
    throw new IntrinsicError(
      `Invalid number of arguments: expected ${least}${most > least ? ` to ${most}` : ''} but got ${args.length}`,
    );
  }
}

export function listAt(args: readonly Json[], index: number): readonly Json[] {
  const value = args[index];
  if (!Array.isArray(value)) throw wrongType(index, 'an array');
  return value;
}

export function textAt(args: readonly Json[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') throw wrongType(index, 'a string');
  return value;
}

export function numberAt(args: readonly Json[], index: number): number {
  const value = args[index];
  if (typeof value !== 'number') throw wrongType(index, 'a number');
  return value;
}

/** Numbers are rounded, halves up, as Java does. */
export const integerAt = (args: readonly Json[], index: number): number => Math.round(numberAt(args, index)) + 0;

export const wrongType = (index: number, expected: string): IntrinsicError =>
  new IntrinsicError(`The argument at position ${index + 1} must be ${expected}`);
