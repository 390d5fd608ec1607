import { isMadeOf } from '@safelight/asl/language/text-search';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';

/** A piece of a wildcard pattern: a byte that stands for itself, or the wildcard. */
export type WildcardByte = number | '*';

const [QUOTE, STAR, BACKSLASH] = [0x22, 0x2a, 0x5c];

/**
 * The bytes of a wildcard pattern between its quotes, where `*` stands for any characters, `\*` and `\\` for themselves.
 * Places in refusals count the quote. Throws InvalidPattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export function wildcardBytes(pattern: string): readonly WildcardByte[] {
  const bytes = Buffer.from(`"${pattern}"`);
  const pieces: WildcardByte[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const [byte = QUOTE, following] = [bytes[at], bytes[at + 1]];
    if (byte === STAR && following === STAR) refuse(`Consecutive wildcard characters at pos ${at}`);
    if (byte === BACKSLASH && following !== STAR && following !== BACKSLASH)
      refuse(`Invalid escape character at pos ${at}`);
    if (byte === BACKSLASH) at += 1;
    pieces.push(byte === STAR ? '*' : byte === BACKSLASH ? (following ?? byte) : byte);
  }
  return pieces;
}

/** Whether a text is as a wildcard pattern has it. Throws InvalidPattern. */
export function wildcardMatcher(pattern: string): (value: string) => boolean {
  const pieces: number[][] = [[]];
  for (const byte of wildcardBytes(pattern).slice(1, -1)) {
    if (byte === '*') pieces.push([]);
    else pieces.at(-1)?.push(byte);
  }
  const texts = pieces.map((piece) => Buffer.from(piece).toString());
  return (value) => isMadeOf(value, texts);
}
