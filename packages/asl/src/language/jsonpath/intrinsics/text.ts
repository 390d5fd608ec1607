import { isJsonObject, type Json } from '#asl/json.ts';
import { holdAll } from '../../budget.ts';
import { javaText } from '../java-text.ts';
import { arity, IntrinsicError, type IntrinsicFunction, textAt, wrongType } from './function.ts';

/** Characters that are looked at one by one in the time that a step takes. */
const CHARACTERS_SPLIT_A_STEP = 1;

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
export const text: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Format': (args, _ports, budget) => {
    holdAll(args, budget);
    return format(textAt(args, 0), args.slice(1));
  },
  /** Every character of the second argument splits; nothing empty is kept. */
  'States.StringSplit': (args, _ports, budget) => {
    arity(args, 2);
    const [subject, delimiters] = [textAt(args, 0), textAt(args, 1)];
    budget.spend((subject.length + delimiters.length) / CHARACTERS_SPLIT_A_STEP);
    return splitAt(subject, new Set(delimiters)).filter((part) => part !== '');
  },
  'States.StringToJson': (args, _ports, budget) => {
    arity(args, 1);
    holdAll(args, budget);
    return parseJson(textAt(args, 0));
  },
  'States.JsonToString': (args, _ports, budget) => {
    arity(args, 1);
    holdAll(args, budget);
    return JSON.stringify(args[0]);
  },
  /** Members of the second win. The third says whether to merge deeply, which AWS does not support. */
  'States.JsonMerge': (args, _ports, budget) => {
    arity(args, 3);
    const [left, right, deep] = args;
    if (!isJsonObject(left)) throw wrongType(0, 'a JSON object');
    if (!isJsonObject(right)) throw wrongType(1, 'a JSON object');
    if (deep !== false) throw new IntrinsicError('Deep merging is not supported: the third argument must be false');
    budget.holdObject(Object.keys(left).length + Object.keys(right).length);
    return { ...left, ...right };
  },
};

/** Blank text is null, as with AWS. */
export function parseJson(source: string): Json {
  if (source.trim() === '') return null;
  try {
    return JSON.parse(source);
  } catch {
    throw new IntrinsicError('The argument is not valid JSON');
  }
}

function splitAt(subject: string, delimiters: ReadonlySet<string>): readonly string[] {
  const parts = [''];
  for (const character of subject) {
    if (delimiters.has(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** Fills the `{}` of a template in order; `\{` and `\}` stand for themselves. */
function format(template: string, values: readonly Json[]): string {
  let used = 0;
  const filled = template.replaceAll(/\\([{}\\'])|\{\}/g, (match, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const value = values[used];
    used += 1;
    return value === undefined ? match : javaText(value);
  });
  if (used !== values.length) {
    throw new IntrinsicError(`The template has ${used} placeholders for ${values.length} arguments`);
  }
  return filled;
}
