import { JsonataError } from './evaluator/jsonata-error.ts';
import type { Value } from './evaluator/values.ts';

/** What an argument may be, as jsonata's signatures say it: a number, a text, a list (also one value by itself), any. */
export type Kind = 'n' | 's' | 'a' | 'x';

/** Throws jsonata's own error where arguments are of the wrong number or kind. Nothing is of every kind. */
export function checkArguments(args: readonly Value[], kinds: readonly Kind[], least: number): void {
  const wrong =
    args.length < least || args.length > kinds.length
      ? Math.min(args.length, kinds.length)
      : args.findIndex((arg, index) => arg !== undefined && !fits(arg, kinds[index]));
  if (wrong >= 0) throw new JsonataError('T0410', { value: args[wrong], index: wrong + 1 });
}

function fits(arg: Value, kind: Kind | undefined): boolean {
  if (kind === 'n') return typeof arg === 'number';
  return kind !== 's' || typeof arg === 'string';
}
