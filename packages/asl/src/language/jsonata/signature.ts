/** What an argument may be, as jsonata's signatures say it: a number, a text, or a list (also one value by itself). */
type Parameter = 'n' | 's' | 'a' | 'x';

/** A call that jsonata itself would refuse, in its words. */
class SignatureError extends Error {
  override readonly name = 'SignatureError';
  readonly code = 'T0410';
  /** What jsonata puts into its text for the code, beside the function's name. */
  readonly index: number;

  constructor(index: number) {
    super(`Argument ${index} does not match function signature`);
    this.index = index;
  }
}

/**
 * A function that checks its arguments as jsonata's own do, and answers nothing where one of them is nothing.
 * @param least how many arguments there have to be
 */
export function signed(
  parameters: readonly Parameter[],
  apply: (...args: never[]) => unknown,
  least = parameters.length,
): (...args: readonly unknown[]) => unknown {
  return (...args) => {
    if (args.length < least || args.length > parameters.length) {
      throw new SignatureError(Math.min(args.length, parameters.length) + 1);
    }
    const wrong = args.findIndex((arg, index) => arg !== undefined && !fits(arg, parameters[index]));
    if (wrong >= 0) throw new SignatureError(wrong + 1);
    // The types are those that were just looked at.
    return args.includes(undefined) ? undefined : apply(...(args as never[]));
  };
}

function fits(arg: unknown, parameter: Parameter | undefined): boolean {
  if (parameter === 'n') return typeof arg === 'number';
  if (parameter === 's') return typeof arg === 'string';
  return true;
}
