import { type Bill, machineOf, monthly } from './bill.ts';
import type { Rates } from './rates.ts';
import type { Usage } from './usage.ts';
import { byType } from './workflow-type.ts';

const MOST_STATES = 12;

/** Cents of a millionth are told apart. */
const dollars = (amount: number) => `$${amount.toFixed(8)}`;
const large = (amount: number) => `$${amount.toFixed(2)}`;

/** A bill for people. */
export function printed(bill: Bill, usage: Usage, rates: Rates): string {
  const services = Object.entries(bill.byService).map(
    ([service, amount]) => `  ${service.padEnd(18)}${dollars(amount)}`,
  );
  return [
    ...bill.lines.map(
      ({ service, what, count, unit, dollars: amount }) =>
        `${service.padEnd(16)} ${what.padEnd(24)} ${shown(count).padStart(14)} ${unit.padEnd(11)} ${dollars(amount)}`,
    ),
    `${'total'.padEnd(69)} ${dollars(bill.dollars)}`,
    '',
    'by service:',
    ...services,
    ...statesOf(bill),
    ...typesOf(usage, rates),
    '',
    `1,000 of the same ${large(bill.dollars * 1e3)}, a million ${large(bill.dollars * 1e6)}`,
    `a month of 1,000, with what is free each month, ${large(monthly(bill, 1e3, rates))}, of a million ${large(monthly(bill, 1e6, rates))}`,
    '',
  ].join('\n');
}

const shown = (count: number) => (Number.isInteger(count) ? String(count) : count.toPrecision(6));

function statesOf({ byState }: Bill): readonly string[] {
  if (byState.length === 0) return [];
  const most = byState.slice(0, MOST_STATES).map(({ state, dollars: amount }) => `  ${dollars(amount)} ${state}`);
  return ['', `the dearest state is ${byState[0]?.state}:`, ...most];
}

/** Of the execution that was asked for: of many it would say little. */
function typesOf({ executions }: Usage, rates: Rates): readonly string[] {
  const roots = executions.filter(({ parent }) => parent === undefined);
  const [root] = roots;
  if (!root || roots.length > 1) return [];
  const { standard, express } = byType(root, rates);
  const other =
    express === undefined ? 'cannot be Express: it did not end within five minutes' : `Express ${dollars(express)}`;
  return ['', `Step Functions for ${machineOf(root.executionArn)}: Standard ${dollars(standard)}, ${other}`];
}
