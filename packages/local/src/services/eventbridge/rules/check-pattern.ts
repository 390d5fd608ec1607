import { AwsError } from '#gateway/aws-error.ts';
import { type Matcher, parsePattern } from '#local/events/pattern/compile.ts';
import { InvalidPattern } from '#local/events/pattern/invalid-pattern.ts';

/** Throws InvalidEventPatternException. */
export function checkPattern(pattern: string): Matcher {
  try {
    return parsePattern(pattern);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
  }
}
