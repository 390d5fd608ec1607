import { columns, withColumns } from '#services/logs/insights/columns.ts';
import { expression } from '#services/logs/insights/expression.ts';
import { parse } from '#services/logs/insights/parse-command.ts';
import { sort } from '#services/logs/insights/sort.ts';
import { stats } from '#services/logs/insights/stats.ts';
import { filtered, mapped, type Steps } from '#services/logs/insights/steps.ts';
import { field, list, malformed, peek, type Reading, read, take, takes } from '#services/logs/insights/tokens.ts';
import { type Row, truth } from '#services/logs/insights/value.ts';

/** What a query has come to: its rows, and the fields that are shown; until one says so, time and message. */
export interface Found {
  readonly rows: readonly Row[];
  readonly shown: readonly string[] | undefined;
  /** Log events that all filters so far have let pass. */
  readonly matched: number;
}

/** Takes its rows one by one, or a few at a time. */
export type Command = (found: Found) => Steps<Found>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
export const COMMANDS: Readonly<Record<string, (reading: Reading) => Command>> = {
  fields(reading) {
    const all = columns(reading);
    return function* ({ rows, shown = [], matched }) {
      const made = yield* mapped(rows, (row) => withColumns(row, [], all));
      return { matched, shown: [...new Set([...shown, ...all.map(({ as }) => as)])], rows: made };
    };
  },
  display(reading) {
    const all = columns(reading);
    return function* ({ rows, matched }) {
      const made = yield* mapped(rows, (row) => withColumns(row, [], all));
      return { matched, shown: all.map(({ as }) => as), rows: made };
    };
  },
  filter(reading) {
    const test = expression(reading);
    return function* (found) {
      const rows = yield* filtered(found.rows, (row) => truth(test(row, [])));
      // What stats have made of events are no events any more.
      const ofEvents = found.rows[0]?.has('@ptr') ?? true;
      return { ...found, rows, matched: ofEvents ? rows.length : found.matched };
    };
  },
  parse,
  stats,
  sort,
  dedup,
  limit(reading) {
    const most = Number(take(reading));
    if (!Number.isInteger(most) || most < 1 || most > MOST) throw malformed(`limit takes a number from 1 to ${MOST}`);
    // biome-ignore lint/correctness/useYield: it has no step that could take long.
    return function* (found) {
      return { ...found, rows: found.rows.slice(0, most) };
    };
  },
};

const MOST = 100_000;

/** Commands of stats in one query, and what can follow dedup. */
const MOST_STATS = 2;
const AFTER_DEDUP = 'limit';

/** The commands of a query, one after the other. Throws MalformedQueryException. */
export function parseQuery(query: string): Command {
  const reading = read(query);
  const names: string[] = [];
  const all: Command[] = [];
  do {
    const name = take(reading).toLowerCase();
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw malformed(`The command ${name || '(none)'} is not supported here`);
    if (names.includes('dedup') && name !== AFTER_DEDUP) throw malformed(`Only ${AFTER_DEDUP} can follow dedup`);
    names.push(name);
    all.push(command(reading));
  } while (takes(reading, '|'));
  if (peek(reading) !== '') throw malformed(`Unexpected ${peek(reading)}`);
  if (names.filter((name) => name === 'stats').length > MOST_STATS)
    throw malformed(`A query has at most ${MOST_STATS} commands of stats`);
  return function* (events) {
    let found = events;
    for (const command of all) found = yield* command(found);
    return found;
  };
}

/** The first row of each, in their order; rows that lack one of the fields all stay. */
function dedup(reading: Reading): Command {
  const names = list(reading, field);
  return function* (found) {
    const seen = new Set<string>();
    const rows = yield* filtered(found.rows, (row) => {
      if (!names.every((name) => row.has(name))) return true;
      const key = JSON.stringify(names.map((name) => String(row.get(name))));
      return !seen.has(key) && Boolean(seen.add(key));
    });
    return { ...found, rows };
  };
}
