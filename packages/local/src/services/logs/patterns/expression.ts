import { Budget, BudgetExceeded, limits } from '@safelight/asl/language/budget';
import { compilePattern } from '@safelight/asl/language/pattern';
import { refusePattern } from '#services/logs/patterns/invalid-pattern.ts';

/** Letters, digits, some signs, and operators without groups: what AWS takes. */
const PIECE =
  /^(?:[A-Za-z0-9:_#=@/;,\- ]|[$^?*+.|]|\{\d+(?:,\d*)?\}|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9])|\[\^?(?:[A-Za-z0-9:_#=@/;,\- .*+?|$^{}]|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9]))+\])*$/;

/** A pattern of `%expression%`, in a place of its own. */
export const isExpression = (text: string): boolean => text.length > 2 && text.startsWith('%') && text.endsWith('%');

/** Some hundred milliseconds, however many messages there are. */
const STEPS = 3_000_000;

/**
 * Test of `%expression%`, which matches anywhere in a text. Throws InvalidParameterException, as the test does where this and all
 * those before it take longer than a request may.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions
 */
export function patternExpression(text: string): (message: string) => boolean {
  const source = text.slice(1, -1);
  if (!PIECE.test(source)) return refusePattern(`not a regular expression of filter patterns: ${text}`);
  const budget = new Budget(limits({ steps: STEPS }));
  const matches = compiled(source);
  return (message) => {
    try {
      return matches(message, budget);
    } catch (error) {
      if (error instanceof BudgetExceeded) return refusePattern(`takes too long to match: ${text}`);
      throw error;
    }
  };
}

function compiled(source: string): ReturnType<typeof compilePattern> {
  try {
    return compilePattern(source);
  } catch {
    return refusePattern(`not a regular expression: %${source}%`);
  }
}
