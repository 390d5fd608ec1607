import { compare, condition } from '#services/logs/insights/condition.ts';
import type { Row } from '#services/logs/insights/row.ts';
import { stats } from '#services/logs/insights/stats.ts';
import {
  expect,
  field,
  list,
  malformed,
  peek,
  type Reading,
  read,
  take,
  takes,
} from '#services/logs/insights/tokens.ts';

/** What a query has come to: its rows, and the fields that are shown. */
export interface Found {
  readonly rows: readonly Row[];
  readonly shown: readonly string[];
}

export type Command = (found: Found) => Found;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
const commands: Readonly<Record<string, (reading: Reading) => Command>> = {
  fields,
  display: fields,
  filter(reading) {
    const test = condition(reading);
    return ({ rows, shown }) => ({ rows: rows.filter(test), shown });
  },
  sort,
  limit(reading) {
    const most = Number(take(reading));
    if (!Number.isInteger(most) || most < 1 || most > MOST) throw malformed(`limit takes a number from 1 to ${MOST}`);
    return ({ rows, shown }) => ({ rows: rows.slice(0, most), shown });
  },
  stats,
};

const MOST = 10_000;

/** The commands of a query, one after the other. Throws MalformedQueryException. */
export function parseQuery(query: string): Command {
  const reading = read(query);
  const all: Command[] = [];
  do {
    const name = take(reading).toLowerCase();
    const parse = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!parse) throw malformed(`The command ${name || '(none)'} is not supported here`);
    all.push(parse(reading));
  } while (takes(reading, '|'));
  if (peek(reading) !== '') throw malformed(`Unexpected ${peek(reading)}`);
  return (found) => all.reduce((before, command) => command(before), found);
}

/** `@timestamp, coalesce(a, b) as c` */
function fields(reading: Reading): Command {
  const columns = list(reading, (at) => {
    const isChoice = takes(at, 'coalesce');
    if (isChoice) expect(at, '(');
    const names = isChoice ? list(at, field) : [field(at)];
    if (isChoice) expect(at, ')');
    return { names, as: takes(at, 'as') ? field(at) : (names[0] ?? '') };
  });
  return ({ rows }) => ({
    shown: columns.map(({ as }) => as),
    rows: rows.map((row) => {
      const made = columns.flatMap(({ names, as }) => {
        const value = names.map((name) => row.get(name)).find((each) => each !== undefined);
        return value === undefined ? [] : [[as, value] as const];
      });
      return new Map([...row, ...made]);
    }),
  });
}

function sort(reading: Reading): Command {
  const orders = list(reading, (at) => {
    const name = field(at);
    const sign = takes(at, 'asc') ? 1 : -1;
    takes(at, 'desc');
    return { name, sign };
  });
  return ({ rows, shown }) => ({
    shown,
    rows: rows.toSorted((a, b) => {
      for (const { name, sign } of orders) {
        // Rows without the field stand last, whatever the order.
        const order = compare(a.get(name), b.get(name));
        const place = order === undefined ? Number(b.has(name)) - Number(a.has(name)) : order * sign;
        if (place !== 0) return place;
      }
      return 0;
    }),
  });
}
