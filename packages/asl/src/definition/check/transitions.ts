import { isStateType } from '#asl/definition/check/state.ts';
import type { DiagnosticCode } from '#asl/definition/diagnostic.ts';
import { isJsonObject } from '#asl/json.ts';

/**
 * Where states lead to: every target exists in the same `States`, every state is reached, and the machine can end.
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */

type Report = (message: string, location: string | undefined, code: DiagnosticCode) => void;
type StateObject = Readonly<Record<string, unknown>>;

interface Target {
  readonly name: string;
  readonly location: string;
}

export function checkTransitions(machine: StateObject, report: Report): void {
  const states = isJsonObject(machine.States) ? machine.States : {};
  const ends = Object.values(states).some((state) => isJsonObject(state) && isTerminal(state));
  checkScope(machine, '', report, ends);
  if (!ends && Object.keys(states).length > 0) report('Workflow has no terminal state', undefined, 'MISSING_END_STATE');
}

const isTerminal = (state: StateObject) => state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';

/** @param reachability whether to say which states are not reached: beside a machine without an end, AWS does not. */
function checkScope(scope: StateObject, path: string, report: Report, reachability: boolean): void {
  if (!isJsonObject(scope.States)) return;
  const states = scope.States;
  const start: Target[] =
    typeof scope.StartAt === 'string' ? [{ name: scope.StartAt, location: `${path}/StartAt` }] : [];
  const targets = new Map(
    Object.entries(states).map(([name, state]) => [name, targetsOf(state, `${path}/States/${name}`)]),
  );
  for (const { name, location } of [start, ...targets.values()].flat()) {
    if (!Object.hasOwn(states, name)) report(`Missing 'Next' target: ${name}`, location, 'MISSING_TRANSITION_TARGET');
  }
  // Without a start there is nothing to reach them from.
  if (reachability && start.length > 0) reportUnreached(start, targets, path, report);
  for (const [name, state] of Object.entries(states)) {
    for (const [at, nested] of nestedScopes(state))
      checkScope(nested, `${path}/States/${name}/${at}`, report, reachability);
  }
}

function reportUnreached(
  start: readonly Target[],
  targets: ReadonlyMap<string, readonly Target[]>,
  path: string,
  report: Report,
): void {
  const reached = new Set<string>();
  const open = start.map(({ name }) => name);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const target of targets.get(name) ?? []) open.push(target.name);
  }
  for (const name of targets.keys()) {
    if (reached.has(name)) continue;
    report(`State "${name}" is not reachable.`, `${path}/States/${name}`, 'MISSING_TRANSITION_TARGET');
  }
}

function targetsOf(state: unknown, path: string): readonly Target[] {
  if (!isJsonObject(state) || !isStateType(state.Type)) return [];
  const nextOf = (value: unknown, location: string): readonly Target[] =>
    typeof value === 'string' ? [{ name: value, location }] : [];
  const inList = (field: 'Choices' | 'Catch') =>
    objectsIn(state[field]).flatMap(([entry, index]) => nextOf(entry.Next, `${path}/${field}[${index}]/Next`));
  return [
    ...nextOf(state.Next, `${path}/Next`),
    ...inList('Choices'),
    ...nextOf(state.Default, `${path}/Default`),
    ...inList('Catch'),
  ];
}

/** The machines inside a Map or Parallel state, with where each stands in it. */
export function nestedScopes(state: unknown): readonly (readonly [at: string, scope: StateObject])[] {
  if (!isJsonObject(state)) return [];
  const branches = objectsIn(state.Branches).map(([branch, index]) => [`Branches[${index}]`, branch] as const);
  const processors = ['ItemProcessor', 'Iterator'].flatMap((name) => {
    const processor = state[name];
    return isJsonObject(processor) ? [[name, processor] as const] : [];
  });
  return [...branches, ...processors];
}

function objectsIn(value: unknown): readonly (readonly [StateObject, number])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry, index) => (isJsonObject(entry) ? [[entry, index] as const] : []));
}
