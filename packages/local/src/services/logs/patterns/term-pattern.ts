import { patternExpression } from '#services/logs/patterns/expression.ts';
import type { Matches } from '#services/logs/patterns/filter-pattern.ts';
import { refusePattern } from '#services/logs/patterns/invalid-pattern.ts';

const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|([A-Za-z0-9_]+)|(%[^%]+%))(?=\s|$)/y;

/**
 * Terms: each must occur, none with `-`, and one of those with `?` where all have it. A term of other characters than
 * letters, digits and underscores stands in quotes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function termPattern(pattern: string): Matches {
  const found: { readonly mark: string; readonly occurs: Matches }[] = [];
  TERM.lastIndex = 0;
  for (let at = 0; at < pattern.length; at = TERM.lastIndex) {
    const match = TERM.exec(pattern);
    if (!match) return refusePattern(`a term with other than letters, digits and _ must be in quotes: ${pattern}`);
    const [, mark = '', phrase, word, expression] = match;
    found.push({ mark, occurs: expression ? patternExpression(expression) : holding(phrase, word) });
  }
  const marked = (wanted: string) => found.filter(({ mark }) => mark === wanted).map(({ occurs }) => occurs);
  const [required, excluded, optional] = [marked(''), marked('-'), marked('?')];
  return (message) => {
    const meets = (occurs: Matches) => occurs(message);
    if (!required.every(meets) || excluded.some(meets)) return false;
    return optional.length === 0 || required.length > 0 || optional.some(meets);
  };
}

function holding(phrase: string | undefined, word = ''): Matches {
  const text = phrase?.replace(/\\(.)/g, '$1') ?? word;
  return (message) => message.includes(text);
}
