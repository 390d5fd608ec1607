import { type Condition, condition } from '#services/logs/patterns/condition.ts';
import type { Matches } from '#services/logs/patterns/filter-pattern.ts';
import { refusePattern } from '#services/logs/patterns/invalid-pattern.ts';

/** What stands between spaces, in brackets or in quotes is one column. */
const COLUMN = /\[([^\]]*)\]|"([^"]*)"|(\S+)/g;
const NAME = /^[A-Za-z0-9_]+/;
const TERM = /^\s*([A-Za-z0-9_]+)\s*(!=|<=|>=|=|<|>)\s*("(?:[^"\\]|\\.)*"|%[^%]+%|[^\s"%]+)\s*$/;

interface Column {
  readonly meets: Condition;
}

/**
 * `[ip, user, ..., status = 4* || status = 5*, bytes > 1000]`: a column for each name, any number for `...`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#extract-log-event-values
 */
export function columnPattern(pattern: string): Matches {
  if (!pattern.endsWith(']')) return refusePattern(`a pattern for columns ends with ]: ${pattern}`);
  const parts = split(pattern.slice(1, -1), ',').map((part) => part.trim());
  const dots = parts.indexOf('...');
  const before = parts.slice(0, dots < 0 ? undefined : dots).map(column);
  const after = dots < 0 ? [] : parts.slice(dots + 1).map(column);
  return (message) => {
    const values = [...message.matchAll(COLUMN)].map(
      ([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? '',
    );
    const named = before.length + after.length;
    if (dots < 0 ? values.length !== named : values.length < named) return false;
    const last = values.slice(values.length - after.length);
    return before.every(({ meets }, at) => meets(values[at])) && after.every(({ meets }, at) => meets(last[at]));
  };
}

/** At the sign, but not within quotes or an expression. */
function split(text: string, sign: string): readonly string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|%[^%]*%|\|\||&&|[\s\S]/g)) {
    if (piece === sign) parts.push('');
    else parts.push(`${parts.pop()}${piece}`);
  }
  return parts;
}

function column(text: string): Column {
  if (NAME.exec(text)?.[0] === text) return { meets: () => true };
  const alternatives = split(text, '||').map((either) => split(either, '&&').map(term));
  return { meets: (value) => alternatives.some((all) => all.every((meets) => meets(value))) };
}

function term(text: string): Condition {
  const [, name, operator = '', operand = ''] = TERM.exec(text) ?? [];
  return name === undefined ? refusePattern(`no column: ${text}`) : condition(operator, operand);
}
