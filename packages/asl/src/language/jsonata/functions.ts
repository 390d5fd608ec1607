import { javaRandom } from '../java-random.ts';
import { partition } from '../jsonpath/intrinsics/arrays.ts';
import { hash } from '../jsonpath/intrinsics/encoding.ts';
import { IntrinsicError } from '../jsonpath/intrinsics/function.ts';
import { parseJson } from '../jsonpath/intrinsics/text.ts';
import { type Call, type Fn, NativeFn } from './evaluator/fn.ts';
import { LIBRARY } from './evaluator/library.ts';
import { spendOnReading, stringOf } from './evaluator/string-of.ts';
import { isList, sequenceOf, type Value } from './evaluator/values.ts';

import { checkArguments, type Kind } from './signature.ts';

type Apply = (args: readonly Value[], call: Call) => Value;

interface Added {
  readonly kinds: readonly Kind[];
  /** How many arguments there have to be; all, where it does not say. */
  readonly least?: number;
  readonly apply: Apply;
}

const numberOf = (value: Value): number => (typeof value === 'number' ? Math.trunc(value) : 0);

/** Where whole numbers are needed, others lose their fraction. */
const ADDED: Readonly<Record<string, Added>> = {
  partition: {
    kinds: ['a', 'n'],
    apply: ([items, size], { frame: { run } }) => {
      const list: readonly Value[] = isList(items) ? items : [items];
      run.budget.holdList(list.length);
      return partition(list, numberOf(size));
    },
  },
  range: {
    kinds: ['n', 'n', 'n'],
    apply: ([first, last, step], call) => range(numberOf(first), numberOf(last), numberOf(step), call),
  },
  hash: {
    kinds: ['x', 's'],
    least: 1,
    apply: ([content, algorithm = 'SHA-256'], { frame: { run } }) =>
      hash(stringOf(content, run.budget) ?? '', String(algorithm)),
  },
  parse: {
    kinds: ['s'],
    apply: ([text], { frame: { run } }) => {
      run.budget.holdText(String(text).length);
      spendOnReading(String(text).length, run.budget);
      return String(text).trim() === '' ? undefined : parseJson(String(text));
    },
  },
  random: {
    kinds: ['n'],
    least: 0,
    apply: ([seed], { frame: { run } }) => (typeof seed === 'number' ? javaRandom(seed).nextDouble() : run.random()),
  },
  uuid: { kinds: [], apply: (_, { frame: { run } }) => run.uuid() },
  millis: { kinds: [], apply: (_, { frame: { run } }) => run.now },
  now: {
    kinds: ['s', 's'],
    least: 0,
    apply: ([picture, zone], call) => LIBRARY.get('fromMillis')?.call([call.frame.run.now, picture, zone], call),
  },
};

function range(first: number, last: number, step: number, { frame: { run } }: Call): Value {
  if (step === 0) throw new IntrinsicError('The increment must not be zero');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  // Measured with AWS: 200,000 numbers pass, 500,000 do not. They are made outside of jsonata, and copied into it.
  run.budget.holdList(2 * length);
  run.budget.spend(length / 8);
  const result = sequenceOf();
  for (let at = 0; at < length; at += 1) result.push(first + at * step);
  return result;
}

/** The functions that Step Functions adds to jsonata's, or has in place of them. */
export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map(
  Object.entries(ADDED).map(([name, added]) => [name, fnOf(added)]),
);

function fnOf({ kinds, least = kinds.length, apply }: Added): Fn {
  return new NativeFn(kinds.length, (args, call) => {
    checkArguments(args, kinds, least);
    return args.slice(0, least).includes(undefined) ? undefined : apply(args, call);
  });
}
