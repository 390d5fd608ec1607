import { AwsError } from '#gateway/aws-error.ts';
import { type Matcher, matcherOf } from '#local/events/pattern/compile.ts';
import { checkComplexity } from '#local/events/pattern/complexity.ts';
import { InvalidPattern } from '#local/events/pattern/invalid-pattern.ts';
import { subRules } from '#local/events/pattern/sub-rules.ts';
import { parseSyntax } from '#local/events/pattern/syntax.ts';

/** Throws InvalidEventPatternException. */
export function checkPattern(pattern: string): Matcher {
  try {
    const rules = subRules(parseSyntax(pattern));
    checkComplexity(rules);
    return matcherOf(rules);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
  }
}
