import type { Checker } from '#asl/definition/check/checker.ts';
import { nestedScopes } from '#asl/definition/check/transitions.ts';
import { isJsonObject } from '#asl/json.ts';

/** State names, and labels of distributed maps, are unique in the whole machine, nested ones included. */
export function checkUniqueNames(checker: Checker, machine: Readonly<Record<string, unknown>>): void {
  const names = new Set<string>();
  const labels = new Set<string>();
  for (const [name, state, path] of allStates(machine, '')) {
    if (names.has(name)) checker.report(`Duplicate State name: ${name}`, path, 'DUPLICATE_STATE_NAME');
    names.add(name);
    const label: unknown = isJsonObject(state) ? state.Label : undefined;
    if (typeof label !== 'string') continue;
    if (labels.has(label)) checker.report(`Duplicate Label name: ${label}`, `${path}/Label`, 'DUPLICATE_LABEL_NAME');
    labels.add(label);
  }
}

/** Every state of a machine, outer ones first, with its place. */
export function* allStates(
  scope: Readonly<Record<string, unknown>>,
  path: string,
): Generator<readonly [name: string, state: unknown, path: string]> {
  if (!isJsonObject(scope.States)) return;
  for (const [name, state] of Object.entries(scope.States)) {
    const here = `${path}/States/${name}`;
    yield [name, state, here];
    for (const [at, nested] of nestedScopes(state)) yield* allStates(nested, `${here}/${at}`);
  }
}
