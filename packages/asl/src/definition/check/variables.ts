import type { Checker } from '#asl/definition/check/checker.ts';
import { nestedScopes } from '#asl/definition/check/transitions.ts';
import { isJsonObject } from '#asl/json.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Branches and iterations see the variables around them, and cannot have ones of the same name, but for those that their
 * own Parallel or Map state assigns when it catches their failure (recorded). The children of a distributed Map see none.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-scope
 */
export function checkVariableScopes(
  checker: Checker,
  scope: Fields,
  path = '',
  isOuter: IsVisible = () => false,
): void {
  const states = statesIn(scope, path);
  const assigners = new Map<string, Set<string>>();
  for (const [state, at] of states) {
    for (const [name, place] of assignments(state, at)) {
      if (isOuter(name)) checker.report(`Variable '${name}' is already assigned in an outer scope`, place);
      const known = assigners.get(name) ?? new Set();
      assigners.set(name, known.add(place.startsWith(`${at}/Catch[`) ? at : ANY));
    }
  }
  for (const [state, at] of states) {
    const isAround = (name: string) => {
      const known = assigners.get(name);
      return known !== undefined && (known.size > 1 || !known.has(at));
    };
    for (const [where, nested] of nestedScopes(state)) {
      const isVisible: IsVisible = isDistributed(nested) ? () => false : (name) => isOuter(name) || isAround(name);
      checkVariableScopes(checker, nested, `${at}/${where}`, isVisible);
    }
  }
}

/** Whether a variable of that name is there already. */
type IsVisible = (name: string) => boolean;

/** Stands for whoever assigns a variable but by a catcher: those are told apart by their states. */
const ANY = '';

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
