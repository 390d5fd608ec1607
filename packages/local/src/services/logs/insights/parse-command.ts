import type { Command } from '#services/logs/insights/query.ts';
import { mapped } from '#services/logs/insights/steps.ts';
import {
  field,
  list,
  malformed,
  peek,
  quoted,
  type Reading,
  type RegularExpression,
  regularExpression,
  takes,
} from '#services/logs/insights/tokens.ts';
import type { Row } from '#services/logs/insights/value.ts';

/** What a text matches, by the names that its parts get. */
type Match = (text: string) => Readonly<Record<string, string>> | undefined;

/**
 * `@message "user=*, took * ms" as user, took`, or `@message /user=(?<user>\S+)/`. Rows that do not match stay as they are.
 * Throws MalformedQueryException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function parse(reading: Reading): Command {
  const of = /^["']/.test(peek(reading)) ? '@message' : field(reading);
  const pattern = regularExpression(reading);
  const glob = pattern ? undefined : quoted(reading);
  const names = takes(reading, 'as') ? list(reading, field) : [];
  const match = pattern ? byExpression(pattern, names) : byGlob(glob, names);
  return function* (before) {
    const rows = yield* mapped(before.rows, (row): Row => {
      const found = match(String(row.get(of) ?? ''));
      return found ? new Map([...row, ...Object.entries(found)]) : row;
    });
    return { ...before, rows };
  };
}

/** Each `*` stands for as little as can be, the last one for the rest. */
function byGlob(glob: string | undefined, names: readonly string[]): Match {
  const pieces = glob?.split('*');
  if (!pieces) throw malformed('parse takes a text with * or /an expression/');
  if (pieces.length - 1 !== names.length)
    throw malformed(`parse has ${pieces.length - 1} * in its text, and ${names.length} names after as`);
  const escaped = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const [last] = escaped.slice(-1);
  const pattern = new RegExp(escaped.join('(.*?)') + (last === '' ? '$' : ''), 's');
  return (text) => named(names, pattern.exec(text)?.slice(1));
}

function byExpression(pattern: RegularExpression, names: readonly string[]): Match {
  if (names.length > 0) return (text) => named(names, pattern.exec(text)?.slice(1));
  if (!pattern.source.includes('(?<')) throw malformed('parse needs groups with names: (?<name>…)');
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    return groups && Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
  };
}

const named = (names: readonly string[], values: readonly (string | undefined)[] | undefined) =>
  values && Object.fromEntries(names.flatMap((name, at) => (values[at] === undefined ? [] : [[name, values[at]]])));
