import { RejectedError } from '../shared/errors.ts';

/** Decoders of PNG say the same of a checksum that is wrong. */
const TRUNCATED = /premature end|truncated|unexpected end|end of file|read error|not enough data|short read/i;
const TOO_MANY_PIXELS = /exceeds pixel limit/i;

/** What sharp says of a picture that it cannot decode, as a rejection. Its own words are for programmers: they are the cause. */
export function decodeError(error: unknown): RejectedError {
  const said = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (TOO_MANY_PIXELS.test(said))
    return new RejectedError('TooManyPixels', 'The picture has too many pixels.', options);
  if (TRUNCATED.test(said)) {
    return new RejectedError('Truncated', 'The picture is not whole: upload it again.', options);
  }
  return new RejectedError('Corrupt', 'The picture is damaged and cannot be decoded.', options);
}

/** Awaits a step whose only way to fail is the picture. */
export async function decoding<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (error) {
    throw decodeError(error);
  }
}
