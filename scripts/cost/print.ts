import { printable } from '@safelight/asl/cli/printable';
import { machineOf } from '@safelight/local/usage/bill/bill';
import type { Cost } from '@safelight/local/usage/bill/cost';

const MOST_STATES = 12;

/** Cents of a millionth are told apart. */
const dollars = (amount: number) => `$${amount.toFixed(8)}`;
const large = (amount: number) => `$${amount.toFixed(2)}`;

/** A bill for people. */
export function printed(cost: Cost): string {
  const { lines, byService, dollars: total, times, month, usage } = cost;
  const services = Object.entries(byService).map(([service, amount]) => `  ${service.padEnd(18)}${dollars(amount)}`);
  return [
    ...lines.map(
      ({ service, what, count, unit, dollars: amount }) =>
        `${service.padEnd(16)} ${what.padEnd(24)} ${shown(count).padStart(14)} ${unit.padEnd(11)} ${dollars(amount)}`,
    ),
    `${'total'.padEnd(69)} ${dollars(total)}`,
    '',
    'by service:',
    ...services,
    ...statesOf(cost),
    ...typesOf(cost),
    '',
    `1,000 of the same ${large(times.thousand)}, a million ${large(times.million)}`,
    `a month of 1,000, with what is free each month, ${large(month.thousand)}, of a million ${large(month.million)}`,
    `metered since ${new Date(usage.since).toISOString()}, when the system started`,
    '',
  ].join('\n');
}

const shown = (count: number) => (Number.isInteger(count) ? String(count) : count.toPrecision(6));

function statesOf({ byState, dearest }: Cost): readonly string[] {
  if (byState.length === 0) return [];
  const most = byState
    .slice(0, MOST_STATES)
    .map(({ state, dollars: amount }) => `  ${dollars(amount)} ${printable(state)}`);
  return ['', `the dearest state is ${printable(dearest ?? '')}:`, ...most];
}

/** Of the execution that was asked for: of many it would say little. */
function typesOf({ usage, types }: Cost): readonly string[] {
  const roots = usage.executions.filter(({ parent }) => parent === undefined);
  const [root] = roots;
  if (!root || roots.length > 1) return [];
  const { standard = 0, express } = types.find(({ executionArn }) => executionArn === root.executionArn) ?? {};
  const other =
    express === undefined ? 'cannot be Express: it did not end within five minutes' : `Express ${dollars(express)}`;
  return ['', `Step Functions for ${printable(machineOf(root.executionArn))}: Standard ${dollars(standard)}, ${other}`];
}
