/** State machine as its definition has it, of what the pages read. https://states-language.net/ */
export interface Machine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly ProcessorConfig?: { readonly Mode?: string };
}

export interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Default?: string;
  readonly Choices?: readonly Rule[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
  readonly Iterator?: Machine;
}

export type Rule = Readonly<Record<string, unknown>> & { readonly Next: string };

export const machineOf = (definition: string): Machine => JSON.parse(definition) as Machine;

/** Machines inside a state: branches of a Parallel, or what a Map does with each item. */
export const branchesOf = ({ Branches, ItemProcessor, Iterator }: State): readonly Machine[] =>
  Branches ?? [ItemProcessor ?? Iterator].filter((one) => one !== undefined);

/** `lambda:invoke` of a task, or the type of another state. */
export function kindOf({ Type, Resource = '', ItemProcessor }: State): string {
  if (Type === 'Map' && ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED') return 'Distributed Map';
  if (Type !== 'Task') return Type;
  return Resource.split(':').slice(5).join(':') || 'Task';
}

/** The state of that name, however deep. */
export function findState({ States }: Machine, name: string): State | undefined {
  const own = States[name];
  if (own) return own;
  for (const state of Object.values(States)) {
    for (const branch of branchesOf(state)) {
      const found = findState(branch, name);
      if (found) return found;
    }
  }
  return undefined;
}

export const namesOf = ({ States }: Machine): readonly string[] =>
  Object.entries(States).flatMap(([name, state]) => [name, ...branchesOf(state).flatMap(namesOf)]);
