import { invalidParameter } from '#services/logs/errors.ts';

export type Matches = (message: string) => boolean;

const terms = /([-?]?)(?:"([^"]*)"|(\S+))/g;

/**
 * Unstructured filter patterns: every term must occur, none with `-`, and at least one of those with `?`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): Matches {
  if (/^\s*[[{%]/.test(pattern)) {
    throw invalidParameter(
      `Filter patterns for JSON, columns and regular expressions are not supported here: ${pattern}`,
    );
  }
  const found = [...pattern.matchAll(terms)].map(([, mark = '', phrase, word]) => ({
    mark,
    text: phrase ?? word ?? '',
  }));
  const marked = (wanted: string) => found.filter(({ mark }) => mark === wanted).map(({ text }) => text);
  const [required, excluded, optional] = [marked(''), marked('-'), marked('?')];
  return (message) => {
    const occurs = (text: string) => message.includes(text);
    if (!required.every(occurs) || excluded.some(occurs)) return false;
    return optional.length === 0 || required.length > 0 || optional.some(occurs);
  };
}
