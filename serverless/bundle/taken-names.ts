/** What a state machine in `serverless.yml` is called. */
export interface StateMachineNames {
  readonly id?: string;
  readonly name?: string;
}

/**
 * A line for each state machine that another one would silently replace in the template, since it has the same `id` (or, without
 * one, the same `name`), or whose `name` AWS refuses as taken.
 */
export function takenNames(machines: Readonly<Record<string, StateMachineNames>>): readonly string[] {
  const lines: string[] = [];
  const takers = new Map<string, string>();
  for (const [machine, { id, name }] of Object.entries(machines)) {
    const logicalId = id ?? name;
    for (const [what, value] of [
      ['id', logicalId],
      ['name', name],
    ] as const) {
      if (value === undefined) continue;
      const taker = takers.get(`${what} ${value}`);
      takers.set(`${what} ${value}`, taker ?? machine);
      if (taker === undefined || (what === 'name' && logicalId === name)) continue;
      const follows = what === 'id' ? `${taker} is lost` : 'AWS refuses the second';
      lines.push(`The state machines ${taker} and ${machine} have the same ${what} ${value}: ${follows}.`);
    }
  }
  return lines;
}
