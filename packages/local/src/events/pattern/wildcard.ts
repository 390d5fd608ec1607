import { refuse } from '#local/events/pattern/invalid-pattern.ts';

/**
 * `*` stands for any characters; `\*` and `\\` for themselves.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export function wildcardMatcher(pattern: string): (value: string) => boolean {
  const pieces: string[] = [''];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '*') {
      if (pattern.charAt(at + 1) === '*') refuse(`Consecutive wildcard characters at pos ${at}`);
      pieces.push('');
      continue;
    }
    if (character === '\\') {
      at += 1;
      if (!'*\\'.includes(pattern.charAt(at)) || at >= pattern.length)
        refuse(`Invalid escape character at pos ${at - 1}`);
    }
    pieces.push(`${pieces.pop() ?? ''}${pattern.charAt(at)}`);
  }
  return (value) => matchesPieces(value, pieces);
}

/** Looks for each piece at its earliest place: linear, where a regular expression may run for minutes. */
function matchesPieces(value: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = value.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return value.length - last.length >= from && value.endsWith(last);
}
