import { refusePattern } from '#services/logs/patterns/invalid-pattern.ts';

/** Letters, digits, some signs, and operators without groups: what AWS takes, which no text takes long to match. */
const PIECE =
  /^(?:[A-Za-z0-9:_#=@/;,\- ]|[$^?*+.|]|\{\d+(?:,\d*)?\}|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9])|\[\^?(?:[A-Za-z0-9:_#=@/;,\- .*+?|$^{}]|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9]))+\])*$/;

/** A pattern of `%expression%`, in a place of its own. */
export const isExpression = (text: string): boolean => text.length > 2 && text.startsWith('%') && text.endsWith('%');

/**
 * Of `%expression%`, which matches anywhere in a text. Throws InvalidParameterException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions
 */
export function patternExpression(text: string): RegExp {
  const source = text.slice(1, -1);
  if (!PIECE.test(source)) return refusePattern(`not a regular expression of filter patterns: ${text}`);
  try {
    return new RegExp(source);
  } catch {
    return refusePattern(`not a regular expression: ${text}`);
  }
}
