import type { InputMembers } from '#gateway/dispatch/operation.ts';

/** The operations with what a list says of their inputs. Throws for one that it does not name. */
export const withMembers = <One>(
  list: Readonly<Record<string, InputMembers>>,
  operations: Readonly<Record<string, One>>,
): Readonly<Record<string, One & { readonly input: InputMembers }>> =>
  Object.fromEntries(Object.entries(operations).map(([name, one]) => [name, { ...one, input: inputOf(list, name) }]));

function inputOf(list: Readonly<Record<string, InputMembers>>, name: string): InputMembers {
  const input = list[name];
  if (!input) throw new Error(`Nothing says what ${name} takes.`);
  return input;
}

/** All that an operation has on AWS, read. */
export const only = (...members: readonly string[]): InputMembers => ({ members });
