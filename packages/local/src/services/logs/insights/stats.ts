import { compare } from '#services/logs/insights/condition.ts';
import type { Command } from '#services/logs/insights/query.ts';
import type { Row } from '#services/logs/insights/row.ts';
import { expect, field, list, malformed, type Reading, take, takes } from '#services/logs/insights/tokens.ts';

type Aggregate = (values: readonly (string | number)[]) => string | number | undefined;

const sum = (values: readonly (string | number)[]) => values.reduce<number>((total, value) => total + Number(value), 0);

const aggregates: Readonly<Record<string, Aggregate>> = {
  count: (values) => values.length,
  sum,
  avg: (values) => (values.length === 0 ? undefined : sum(values) / values.length),
  min: (values) => values.toSorted((a, b) => compare(a, b) ?? 0).at(0),
  max: (values) => values.toSorted((a, b) => compare(a, b) ?? 0).at(-1),
};

interface Column {
  readonly as: string;
  readonly of: (rows: readonly Row[]) => string | number | undefined;
}

/** `count(*) as times, max(code) by function_name`. Throws MalformedQueryException. */
export function stats(reading: Reading): Command {
  const columns = list(reading, column);
  const by = takes(reading, 'by') ? list(reading, field) : [];
  return ({ rows }) => {
    const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((name) => row.get(name) ?? null)));
    return {
      shown: [...by, ...columns.map(({ as }) => as)],
      rows: [...groups.values()].map((group) => {
        const names = by.map((name) => [name, group[0]?.get(name)] as const);
        const made = columns.map(({ as, of }) => [as, of(group)] as const);
        return new Map([...names, ...made].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
      }),
    };
  };
}

function column(reading: Reading): Column {
  const name = take(reading).toLowerCase();
  const aggregate = Object.hasOwn(aggregates, name) ? aggregates[name] : undefined;
  if (!aggregate) throw malformed(`stats ${name} is not supported here`);
  expect(reading, '(');
  const of = takes(reading, '*') ? undefined : field(reading);
  const divisor = divisorOf(reading);
  expect(reading, ')');
  const as = takes(reading, 'as') ? field(reading) : `${name}(${of ?? '*'})`;
  const read = (row: Row) => (of === undefined ? 1 : divided(row.get(of), divisor));
  return { as, of: (rows) => aggregate(rows.flatMap((row) => read(row) ?? [])) };
}

/** `/ 1000 / 1000` after a field. */
function divisorOf(reading: Reading): number {
  let divisor = 1;
  while (takes(reading, '/')) divisor *= Number(take(reading));
  if (!(divisor > 0)) throw malformed('Expected a number above zero after /');
  return divisor;
}

const divided = (value: string | number | undefined, divisor: number) =>
  value === undefined || divisor === 1 ? value : Number(value) / divisor;
