import type { Json } from '@safelight/asl/json';
import { eventFields } from '#local/events/pattern/event-fields.ts';
import { meets } from '#local/events/pattern/match.ts';
import { type SubRule, subRules } from '#local/events/pattern/sub-rules.ts';
import { parseSyntax, syntaxOf } from '#local/events/pattern/syntax.ts';

/** Tells whether an event matches. */
export type Matcher = (event: unknown) => boolean;

/**
 * Compiles an event pattern. Throws InvalidPattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const compilePattern = (pattern: Json): Matcher => matcherOf(subRules(syntaxOf(pattern)));

/** Compiles the text of a pattern. Throws InvalidPattern. */
export const parsePattern = (text: string): Matcher => matcherOf(subRules(parseSyntax(text)));

/** An event matches if it meets one of the rules. */
export function matcherOf(rules: readonly SubRule[]): Matcher {
  const names = new Set(rules.flatMap((rule) => [...rule.keys()]));
  return (event) => {
    const fields = eventFields(event, names);
    return rules.some((rule) => meets(fields, rule));
  };
}
