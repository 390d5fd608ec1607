import { at, list } from '#tests/support/compiled.ts';

interface NamedState {
  readonly name: string;
  readonly state: unknown;
}

/** Every state of a definition, those of branches and item processors included. */
export function allStates(definition: unknown): NamedState[] {
  return statesOf(definition).flatMap((own) => [own, ...inner(own.state).flatMap(allStates)]);
}

/**
 * The states of a definition whose error, when it is not among those that are retried with success, ends the execution:
 * no Catch of theirs takes everything, nor does one of a Map or Parallel around them.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function escapingErrors(definition: unknown): string[] {
  return statesOf(definition).flatMap(({ name, state }) => {
    if (catchesAll(state)) return [];
    const nested = inner(state).flatMap(escapingErrors);
    return canFail(state) ? [name, ...nested] : nested;
  });
}

const statesOf = (definition: unknown): NamedState[] =>
  Object.entries(at(definition, 'States') ?? {}).map(([name, state]) => ({ name, state }));

const inner = (state: unknown): unknown[] => [
  ...list(at(state, 'Branches')),
  ...list(at(state, 'ItemProcessor')),
  ...list(at(state, 'Iterator')),
];

const catchesAll = (state: unknown): boolean =>
  list(at(state, 'Catch')).some((catcher) => list(at(catcher, 'ErrorEquals')).includes('States.ALL'));

/** Any expression may fail to evaluate; a Choice without Default may find no rule that holds. */
function canFail(state: unknown): boolean {
  switch (at(state, 'Type')) {
    case 'Task':
    case 'Map':
    case 'Parallel':
    case 'Fail':
      return true;
    case 'Choice':
      return at(state, 'Default') === undefined || JSON.stringify(state).includes('{%');
    default:
      return JSON.stringify(state).includes('{%');
  }
}
