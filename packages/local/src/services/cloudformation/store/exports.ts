import type { StackRecord } from '#services/cloudformation/store/records.ts';

export interface Export {
  readonly value: string;
  readonly stack: StackRecord;
}

/** What all stacks export, by name. */
export const exportsOf = (stacks: readonly StackRecord[]): ReadonlyMap<string, Export> =>
  new Map(
    stacks
      .filter(({ deletedAt }) => deletedAt === undefined)
      .flatMap((stack) =>
        stack.outputs.flatMap(({ exportName, value }) =>
          exportName === undefined ? [] : [[exportName, { value, stack }] as const],
        ),
      ),
  );

/** The names of stacks that import something. */
export const usersOf = (exportName: string, stacks: readonly StackRecord[]): readonly string[] =>
  stacks
    .filter(({ deletedAt, imports }) => deletedAt === undefined && imports.includes(exportName))
    .map(({ name }) => name);
