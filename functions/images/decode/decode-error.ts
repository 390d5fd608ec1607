import { RejectedError } from '../../shared/errors.ts';
import { isCut } from './containers/cut.ts';
import { unsupportedKind } from './unsupported-kind.ts';

/** Decoders of PNG say the same of a checksum that is wrong. */
const TRUNCATED = /premature end|truncated|unexpected end|end of file|read error|not enough data|short read/i;
const TOO_MANY_PIXELS = /exceeds pixel limit/i;

/**
 * Why sharp cannot decode a picture, as a rejection. Its own words are for programmers: they are the cause. What it does not
 * take is told apart from what is damaged by looking at the file, as its words do not.
 */
export function decodeError(error: unknown, bytes: Buffer): RejectedError {
  const said = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (TOO_MANY_PIXELS.test(said))
    return new RejectedError('TooManyPixels', 'The picture has too many pixels.', options);
  const kind = unsupportedKind(bytes);
  if (kind !== undefined) return new RejectedError('UnsupportedFormat', kind, options);
  if (TRUNCATED.test(said) || isCut(bytes)) {
    return new RejectedError('Truncated', 'The picture is not whole: upload it again.', options);
  }
  return new RejectedError('Corrupt', 'The picture is damaged and cannot be decoded.', options);
}

/** Awaits a step whose only way to fail is the picture. */
export async function decoding<Result>(bytes: Buffer, step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (error) {
    throw error instanceof RejectedError ? error : decodeError(error, bytes);
  }
}
