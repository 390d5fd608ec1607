import { BILLED, type BilledKind, type Rates } from '#local/usage/bill/rates.ts';
import type { Counts, ExecutionUsage, Usage } from '#local/usage/meter.ts';

/** One line of a bill. */
export interface Line {
  readonly kind: BilledKind;
  readonly service: string;
  readonly what: string;
  readonly count: number;
  readonly unit: string;
  readonly dollars: number;
}

export interface Bill {
  readonly lines: readonly Line[];
  readonly byService: Readonly<Record<string, number>>;
  /** Of the executions that were asked for, and all that they started; the dearest first. */
  readonly byState: readonly { readonly state: string; readonly dollars: number }[];
  readonly dollars: number;
}

export const sum = (all: readonly Counts[]): Counts => {
  const total: Partial<Record<keyof Counts, number>> = {};
  for (const counts of all) for (const [kind, count] of entriesOf(counts)) total[kind] = (total[kind] ?? 0) + count;
  return total;
};

const entriesOf = (counts: Counts) =>
  Object.entries(counts).map(([kind, count]) => [kind as keyof Counts, count ?? 0] as const);

export const linesOf = (counts: Counts, rates: Rates): readonly Line[] =>
  BILLED.flatMap((kind) => {
    const { service, what, unit, usesPerUnit, dollars } = rates[kind];
    const count = (counts[kind] ?? 0) / usesPerUnit;
    return count === 0 ? [] : [{ kind, service, what, count, unit, dollars: count * dollars }];
  });

const total = (lines: readonly Line[]) => lines.reduce((dollars, line) => dollars + line.dollars, 0);

/** Bill of some executions, and beside them of what none asked for. */
export function billOf({ executions, other }: Usage, rates: Rates): Bill {
  const byArn = new Map(executions.map((each) => [each.executionArn, each]));
  const states = new Map<string, Counts[]>();
  for (const execution of executions)
    for (const [state, counts] of Object.entries(execution.states)) {
      const name = topState(execution, state, byArn);
      states.set(name, [...(states.get(name) ?? []), counts]);
    }
  const all = [...executions.flatMap((each) => Object.values(each.states)), ...Object.values(other)];
  const lines = linesOf(sum(all), rates);
  const byService: Record<string, number> = {};
  for (const { service, dollars } of lines) byService[service] = (byService[service] ?? 0) + dollars;
  const byState = [...states].map(([state, each]) => ({ state, dollars: total(linesOf(sum(each), rates)) }));
  return { lines, byService, byState: byState.toSorted((a, b) => b.dollars - a.dollars), dollars: total(lines) };
}

/** What a child execution uses belongs to the state that started it; what belongs to no state, to its state machine. */
function topState(execution: ExecutionUsage, state: string, byArn: ReadonlyMap<string, ExecutionUsage>): string {
  const above = execution.parent && byArn.get(execution.parent.executionArn);
  if (execution.parent && above) return topState(above, execution.parent.state, byArn);
  return state === '' ? `(${machineOf(execution.executionArn)})` : state;
}

export const machineOf = (executionArn: string): string => executionArn.split(':')[6] ?? executionArn;

/** A month of so many times the same, where what is free each month is taken off. */
export function monthly({ lines }: Bill, times: number, rates: Rates): number {
  return lines.reduce((dollars, { kind, count }) => {
    const { freeUnits, dollars: price } = rates[kind];
    return dollars + Math.max(0, count * times - freeUnits) * price;
  }, 0);
}
