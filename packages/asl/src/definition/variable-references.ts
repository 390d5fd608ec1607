import { allStates } from '#asl/definition/check/names.ts';
import { languageOf } from '#asl/definition/check/state.ts';
import { JSONATA_FUNCTIONS } from '#asl/definition/jsonata-functions.ts';
import { readIntrinsic } from '#asl/definition/syntax/intrinsic.ts';
import { expressionIn, isExpression, readJsonata } from '#asl/definition/syntax/jsonata.ts';
import { readPath } from '#asl/definition/syntax/path.ts';
import type { StateMachineDefinition } from '#asl/definition/types.ts';
import { isJsonObject } from '#asl/json.ts';
import { atOnce, parsing, type Steps } from '#asl/language/turns.ts';

/** What the states inside this one refer to is theirs. */
const NESTED_MACHINES = ['ItemProcessor', 'Iterator', 'Branches'];
/** Fields in which a text is never a path or an expression. */
const PLAIN_FIELDS = [
  'Comment',
  'Result',
  'Type',
  'Next',
  'Default',
  'ErrorEquals',
  'Resource',
  'QueryLanguage',
  'Label',
];

/**
 * The variables that each state refers to, by state name, as DescribeStateMachine tells. States that refer to none are
 * left out.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export const variableReferences = (machine: StateMachineDefinition): References => atOnce(findingReferences(machine));

type References = Readonly<Record<string, readonly string[]>>;

/** The steps of `variableReferences`. */
export function* findingReferences(machine: StateMachineDefinition): Steps<References> {
  const references: Record<string, readonly string[]> = {};
  for (const [name, state] of allStates({ ...machine }, '')) {
    if (!isJsonObject(state)) continue;
    const language = languageOf(state.QueryLanguage, machine.QueryLanguage ?? 'JSONPath');
    const names = new Set<string>();
    const collect = language === 'JSONata' ? collectJsonata : collectJsonPath;
    for (const [field, value] of Object.entries(state)) {
      if (!NESTED_MACHINES.includes(field) && !PLAIN_FIELDS.includes(field)) yield* collect(field, value, names);
    }
    if (names.size > 0) references[name] = [...names].sort();
  }
  return references;
}

function* collectJsonata(_field: string, value: unknown, names: Set<string>): Steps<void> {
  if (typeof value === 'string' && isExpression(value)) {
    const facts = readJsonata(expressionIn(value));
    if ('error' in facts) return;
    for (const name of facts.variables) if (name !== 'states' && !JSONATA_FUNCTIONS.has(name)) names.add(name);
    yield parsing(value);
  } else if (Array.isArray(value)) for (const item of value) yield* collectJsonata('', item, names);
  else if (isJsonObject(value))
    for (const [key, content] of Object.entries(value)) yield* collectJsonata(key, content, names);
}

/** In JSONPath a text is a path where its field says so: `…Path`, `….$`, and a Choice rule's `Variable`. */
function* collectJsonPath(field: string, value: unknown, names: Set<string>): Steps<void> {
  if (typeof value === 'string') {
    if (!/(?:Path|\.\$)$|^Variable$/.test(field)) return;
    for (const path of pathsIn(value)) addVariable(path, names);
    yield parsing(value);
  } else if (Array.isArray(value)) for (const item of value) yield* collectJsonPath('', item, names);
  else if (isJsonObject(value))
    for (const [key, content] of Object.entries(value)) yield* collectJsonPath(key, content, names);
}

const pathsIn = (text: string) => (text.startsWith('$') ? [text] : (readIntrinsic(text) ?? []));

function addVariable(path: string, names: Set<string>): void {
  const root = readPath(path)?.root;
  if (root?.kind === 'variable') names.add(root.name);
}
