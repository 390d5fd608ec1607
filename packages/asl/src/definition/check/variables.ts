import type { Checker } from '#asl/definition/check/checker.ts';
import { nestedScopes } from '#asl/definition/check/transitions.ts';
import { isJsonObject } from '#asl/json.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Branches and iterations see the variables around them, and cannot have ones of the same name, but for those that their
 * own Parallel or Map state assigns when it catches their failure (recorded). The children of a distributed Map see none.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-scope
 */
export function checkVariableScopes(checker: Checker, scope: Fields, path = '', outer = new Set<string>()): void {
  const states = statesIn(scope, path);
  const assigned = states.flatMap(([state, at]) => assignments(state, at));
  for (const [name, at] of assigned) {
    if (outer.has(name)) checker.report(`Variable '${name}' is already assigned in an outer scope`, at);
  }
  for (const [state, at] of states) {
    const around = assigned.filter(([, place]) => !place.startsWith(`${at}/Catch[`)).map(([name]) => name);
    for (const [where, nested] of nestedScopes(state)) {
      const visible = isDistributed(nested) ? new Set<string>() : new Set([...outer, ...around]);
      checkVariableScopes(checker, nested, `${at}/${where}`, visible);
    }
  }
}

const isDistributed = ({ ProcessorConfig }: Fields): boolean =>
  isJsonObject(ProcessorConfig) && ProcessorConfig.Mode === 'DISTRIBUTED';

const statesIn = ({ States }: Fields, path: string): readonly (readonly [Fields, string])[] =>
  isJsonObject(States)
    ? Object.entries(States).flatMap(([name, state]) =>
        isJsonObject(state) ? [[state, `${path}/States/${name}`] as const] : [],
      )
    : [];

/** Names that a state, its choice rules and its catchers assign, each with its place. */
function assignments(state: Fields, path: string): readonly (readonly [name: string, path: string])[] {
  const own = isJsonObject(state.Assign)
    ? Object.keys(state.Assign).map((key) => [key.replace(/\.\$$/, ''), `${path}/Assign/${key}`] as const)
    : [];
  const inLists = ['Choices', 'Catch'].flatMap((field) => {
    const list = state[field];
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: unknown, index) =>
      isJsonObject(entry) ? assignments({ Assign: entry.Assign }, `${path}/${field}[${index}]`) : [],
    );
  });
  return [...own, ...inLists];
}
