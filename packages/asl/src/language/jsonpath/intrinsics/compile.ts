import type { EvaluationContext } from '#asl/execution/evaluation-context.ts';
import type { Json } from '#asl/json.ts';
import { budgetOf } from '../limits.ts';
import { TextReader } from '../path/text-reader.ts';
import { compileReference } from '../reference.ts';
import { arrays } from './arrays.ts';
import { encoding } from './encoding.ts';
import type { IntrinsicFunction } from './function.ts';
import { math } from './math.ts';
import { text } from './text.ts';

const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = { ...arrays, ...encoding, ...math, ...text };

/** The names of all intrinsic functions. */
export const INTRINSIC_FUNCTIONS: readonly string[] = Object.keys(FUNCTIONS).sort();

/** Calls within each other. https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const DEEPEST_NESTING = 10;

const NAME = /^States\.\w+/;
const LITERAL = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/;
const PATH_ROOT = /^\$\$?[\p{ID_Start}\p{ID_Continue}]*/u;
const PATH_NAME = /^\.{1,2}(?:(?=\[)|\*|[^.[\]()'",\s]+(?:\(\))?)/u;

export type Argument = (evaluation: EvaluationContext, subject: Json) => Json;

/** Thrown where a path among the arguments leads nowhere. */
export class MissingArgument extends Error {
  override readonly name = 'MissingArgument';
  readonly path: string;

  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

export const isIntrinsic = (source: string): boolean => NAME.test(source.trim());

/** Told of each path among the arguments of a call and of the calls in it. */
type NotePath = (path: string) => void;

/** Compiles a call such as `States.Format('{}', $.a)`. Throws a SyntaxError. */
export function compileIntrinsic(source: string, note: NotePath = () => {}): Argument {
  const reader = new TextReader(source.trim());
  const call = parseCall(reader, note, 1);
  if (!reader.atEnd) throw reader.error('the end of the call');
  return call;
}

function parseCall(reader: TextReader, note: NotePath, depth: number): Argument {
  if (depth > DEEPEST_NESTING) throw reader.error(`no more than ${DEEPEST_NESTING} calls within each other`);
  const name = reader.match(NAME) ?? '';
  const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (apply === undefined) throw reader.error('an intrinsic function');
  const parse = (isTemplate: boolean) => parseArgument(reader, isTemplate, note, depth);
  const args = parseArguments(reader, name === 'States.Format', parse);
  return (evaluation, subject) => {
    const values = args.map((argument) => argument(evaluation, subject));
    const budget = budgetOf(evaluation);
    budget.spend(1 + values.length);
    return apply(values, evaluation.ports, budget);
  };
}

function parseArguments(
  reader: TextReader,
  hasTemplate: boolean,
  parse: (isTemplate: boolean) => Argument,
): readonly Argument[] {
  reader.skipSpace();
  if (!reader.take('(')) throw reader.error("'('");
  reader.skipSpace();
  const args: Argument[] = [];
  if (reader.take(')')) return args;
  do {
    reader.skipSpace();
    args.push(parse(hasTemplate && args.length === 0));
    reader.skipSpace();
  } while (reader.take(','));
  if (!reader.take(')')) throw reader.error("')'");
  return args;
}

function parseArgument(reader: TextReader, isTemplate: boolean, note: NotePath, depth: number): Argument {
  if (reader.peek("'")) return constant(unescaped(quotedText(reader), isTemplate));
  if (reader.peek('$')) return parsePathArgument(reader, note);
  const literal = reader.match(LITERAL);
  return literal === undefined ? parseCall(reader, note, depth + 1) : constant(JSON.parse(literal));
}

const constant =
  (value: Json): Argument =>
  () =>
    value;

function quotedText(reader: TextReader): string {
  // Only quotes, braces and backslashes can be escaped.
  const quoted = reader.match(/^'(?:[^'\\]|\\['\\{}])*'/);
  if (quoted === undefined) throw reader.error("a closing '");
  return quoted.slice(1, -1);
}

/** In the template of `States.Format` escaped braces keep their backslash: it says that they are no placeholder. */
const unescaped = (quoted: string, isTemplate: boolean): string =>
  quoted.replaceAll(isTemplate ? /\\(['\\])/g : /\\(['\\{}])/g, '$1');

function parsePathArgument(reader: TextReader, note: NotePath): Argument {
  let source = reader.match(PATH_ROOT) ?? '';
  while (reader.peek('.') || reader.peek('[')) {
    const step = reader.peek('[') ? `[${reader.enclosed('[', ']')}]` : reader.match(PATH_NAME);
    if (step === undefined) throw reader.error('a path');
    source += step;
  }
  note(source);
  const reference = compileReference(source);
  return (evaluation, subject) => {
    const found = reference.find(evaluation, subject);
    if (found.kind === 'missing') throw new MissingArgument(source);
    return found.value;
  };
}
