import type { Json } from '#asl/json.ts';
import { javaRandom } from '../../java-random.ts';
import { arity, IntrinsicError, type IntrinsicFunction, integerAt } from './function.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-math-operation */
export const math: Readonly<Record<string, IntrinsicFunction>> = {
  'States.MathAdd': (args) => {
    arity(args, 2);
    return smallIntegerAt(args, 0) + smallIntegerAt(args, 1);
  },
  /** From the first number, included, to the second, excluded. */
  'States.MathRandom': (args, { random }) => {
    arity(args, 2, 3);
    const [start, end] = [integerAt(args, 0), integerAt(args, 1)];
    if (start >= end) throw new IntrinsicError('The start must be less than the end');
    if (args.length === 3) return start + javaRandom(integerAt(args, 2)).nextInt(end - start);
    return start + Math.floor(random.next() * (end - start));
  },
};

/** Integers of 32 bits. */
const SMALLEST = -(2 ** 31);
const LARGEST = 2 ** 31 - 1;

function smallIntegerAt(args: readonly Json[], index: number): number {
  const value = integerAt(args, index);
  if (value < SMALLEST || value > LARGEST) {
    throw new IntrinsicError(`The argument at position ${index + 1} must be between ${SMALLEST} and ${LARGEST}`);
  }
  return value;
}
