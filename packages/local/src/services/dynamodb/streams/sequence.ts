const WIDTH = 21;
const PER_MILLISECOND = 100_000_000n;

/**
 * Sequence numbers: 21 digits that grow with every change of a table, so that they sort as text. They start from the
 * clock, so a stream whose records have all been trimmed never hands a number out twice.
 */
export const nextSequenceNumber = (previous: string, now: number): string => {
  const fromClock = BigInt(now) * PER_MILLISECOND;
  const following = BigInt(previous || '0') + 1n;
  return pad(fromClock > following ? fromClock : following);
};

/** The lowest number that a change at that time can have. */
export const sequenceNumberAt = (ms: number): string => pad(BigInt(Math.max(0, ms)) * PER_MILLISECOND);

/** The number just before another: reading after it starts with the other. */
export const precedingSequenceNumber = (sequenceNumber: string): string => pad(BigInt(sequenceNumber) - 1n);

const pad = (value: bigint): string => value.toString().padStart(WIDTH, '0');
