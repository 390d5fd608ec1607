import type { Json } from '@safelight/asl/json';
import { parsePattern } from '#local/events/pattern/compile.ts';

/** Filter of records: one passes if any pattern of the mapping matches it, or there are none. Throws InvalidPattern. */
export function recordFilter(patterns: readonly string[]): (record: Json) => boolean {
  const matchers = patterns.map(parsePattern);
  return (record) => matchers.length === 0 || matchers.some((matches) => matches(record));
}
