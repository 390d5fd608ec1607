import { readPath } from '#asl/definition/syntax/path.ts';

/**
 * The syntax of intrinsic function calls, such as `States.Format('{} of {}', $.n, $total)`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const INTRINSIC_FUNCTIONS = [
  'States.Array',
  'States.ArrayContains',
  'States.ArrayGetItem',
  'States.ArrayLength',
  'States.ArrayPartition',
  'States.ArrayRange',
  'States.ArrayUnique',
  'States.Base64Decode',
  'States.Base64Encode',
  'States.Format',
  'States.Hash',
  'States.JsonMerge',
  'States.JsonToString',
  'States.MathAdd',
  'States.MathRandom',
  'States.StringSplit',
  'States.StringToJson',
  'States.UUID',
] as const;

const CALL = /^\s*(States\.[A-Za-z0-9]+)\s*\(/;
const LITERAL = /^\s*(?:'(?:[^'\\]|\\['\\{}])*'|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\s*$/;
const DEEPEST_NESTING = 10;

/** The paths among the arguments of a call, its nested calls included; undefined where it is not a valid call. */
export function readIntrinsic(text: string, depth = 1): readonly string[] | undefined {
  const name = CALL.exec(text)?.[1];
  const end = text.trimEnd();
  if (name === undefined || depth > DEEPEST_NESTING || !end.endsWith(')')) return undefined;
  if (!INTRINSIC_FUNCTIONS.some((known) => known === name)) return undefined;
  const list = splitArguments(end.slice(end.indexOf('(') + 1, -1));
  if (!list) return undefined;
  const paths: string[] = [];
  for (const argument of list) {
    const found = readArgument(argument, depth);
    if (!found) return undefined;
    paths.push(...found);
  }
  return paths;
}

function readArgument(argument: string, depth: number): readonly string[] | undefined {
  const trimmed = argument.trim();
  if (LITERAL.test(argument)) return [];
  if (trimmed.startsWith('$')) return readPath(trimmed) ? [trimmed] : undefined;
  return readIntrinsic(trimmed, depth + 1);
}

/** Splits at the commas that are in no string, call or bracket; undefined where those do not close. */
function splitArguments(text: string): readonly string[] | undefined {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quoted && char === '\\') index += 1;
    else if (char === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
    if (depth < 0) return undefined;
  }
  return quoted || depth > 0 ? undefined : [...parts, text.slice(start)];
}
