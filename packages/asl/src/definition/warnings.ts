import { allStates } from '#asl/definition/check/names.ts';
import { languageOf } from '#asl/definition/check/state.ts';
import type { Diagnostic, DiagnosticCode } from '#asl/definition/diagnostic.ts';
import { isJsonObject } from '#asl/json.ts';

/** Finds what is no fault of a definition, but hardly meant, as ValidateStateMachineDefinition warns of it. */
export function definitionWarnings(machine: unknown): readonly Diagnostic[] {
  if (!isJsonObject(machine)) return [];
  const language = languageOf(machine.QueryLanguage, 'JSONPath');
  return [...allStates(machine, '')].flatMap(([, state, path]) =>
    isJsonObject(state) && languageOf(state.QueryLanguage, language) === 'JSONPath' ? [...inState(state, path)] : [],
  );
}

/** Fields whose members take a path under a name that ends in `.$`. */
const TEMPLATES: ReadonlySet<string> = new Set([
  'Parameters',
  'ResultSelector',
  'ItemSelector',
  'BatchInput',
  'Assign',
]);
/** Fields that are text of no meaning, have states of their own, or are paths whatever their names. */
const OTHERS: ReadonlySet<string> = new Set(['Comment', 'Variable', 'Iterator', 'ItemProcessor', 'Branches']);

function* inState(state: Readonly<Record<string, unknown>>, path: string): Generator<Diagnostic> {
  const isPass = state.Type === 'Pass';
  if (isPass && [...texts(state.Result, '')].some(([name, text]) => name.endsWith('.$') || isPath(text))) {
    yield warning('PASS_RESULT_IS_STATIC', `${path}/Result`);
  }
  const { Result: _, ...fields } = state;
  yield* inFields(isPass ? fields : state, path);
}

function* inFields(fields: object, path: string, depth = 0): Generator<Diagnostic> {
  if (depth > DEEPEST) return;
  for (const [name, value] of Object.entries(fields)) {
    const here = Array.isArray(fields) ? `${path}[${name}]` : `${path}/${name}`;
    if (OTHERS.has(name)) continue;
    if (TEMPLATES.has(name)) yield* inTemplate(value, here);
    else if (typeof value === 'object' && value !== null) yield* inFields(value, here, depth + 1);
    else if (!name.endsWith('Path') && !name.endsWith('.$') && isPath(value)) yield warning('NO_PATH', here);
  }
}

function* inTemplate(template: unknown, path: string): Generator<Diagnostic> {
  for (const [name, text, at] of texts(template, path)) {
    if (!name.endsWith('.$') && (isPath(text) || isIntrinsic(text))) yield warning('NO_DOLLAR', at);
  }
}

/** Nothing is looked for deeper in a value. */
const DEEPEST = 100;

interface At {
  readonly path: string;
  readonly field: string;
  readonly depth: number;
}

type Text = readonly [name: string, text: string, at: string];

const texts = (value: unknown, path: string): Generator<Text> => within(value, { path, field: '', depth: 0 });

/** Every text in a value, with its field's name and its place. */
function* within(value: unknown, { path, field, depth: above }: At): Generator<Text> {
  const depth = above + 1;
  if (typeof value === 'string') yield [field, value, path];
  else if (depth > DEEPEST) return;
  else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* within(item, { path: `${path}[${at}]`, field, depth });
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      yield* within(member, { path: `${path}/${name}`, field: name, depth });
    }
  }
}

const isPath = (value: unknown): boolean => typeof value === 'string' && /^\$\$?(?:$|[.[])/.test(value);
const isIntrinsic = (text: string): boolean => /^States\.[A-Za-z0-9]+\(/.test(text);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
const MESSAGES = {
  NO_DOLLAR: 'No .$ on a field that appears to be a JSONPath or Intrinsic Function',
  NO_PATH: "Field value looks like a path, but field name does not end with 'Path'",
  PASS_RESULT_IS_STATIC: 'Attempt to use a path in the result of a pass state',
} satisfies Partial<Record<DiagnosticCode, string>>;

const warning = (code: keyof typeof MESSAGES, location: string): Diagnostic => ({
  severity: 'WARNING',
  code,
  message: MESSAGES[code],
  location,
});
