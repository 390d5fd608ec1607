import { columnPattern } from '#services/logs/patterns/column-pattern.ts';
import { jsonPattern } from '#services/logs/patterns/json-pattern.ts';
import { termPattern } from '#services/logs/patterns/term-pattern.ts';

export type Matches = (message: string) => boolean;

/**
 * A filter pattern: terms, `%expressions%`, `{ $.level = "ERROR" }` for JSON, or `[ip, status = 4*]` for columns. Nothing, or `" "`, matches
 * every message. Throws InvalidParameterException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): Matches {
  const text = pattern.trim();
  if (text === '' || text === '" "') return () => true;
  if (text.startsWith('{')) return jsonPattern(text);
  return text.startsWith('[') ? columnPattern(text) : termPattern(text);
}
