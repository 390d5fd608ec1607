import { indexOfPart } from '@safelight/asl/language/text-search';
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
  const [first = '', ...pieces] = glob?.split('*') ?? [];
  if (glob === undefined) throw malformed('parse takes a text with * or /an expression/');
  if (pieces.length !== names.length)
    throw malformed(`parse has ${pieces.length} * in its text, and ${names.length} names after as`);
  return (text) => named(names, between(text, first, pieces));
}

/** What is before each piece: the earliest place of each is the one, as anything may be between them. */
function between(text: string, first: string, pieces: readonly string[]): readonly string[] | undefined {
  const begin = indexOfPart(text, first);
  if (begin < 0) return undefined;
  let from = begin + first.length;
  const values: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const isRest = piece === '' && index === pieces.length - 1;
    const at = isRest ? text.length : indexOfPart(text, piece, from);
    if (at < 0) return undefined;
    values.push(text.slice(from, at));
    from = at + piece.length;
  }
  return values;
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
