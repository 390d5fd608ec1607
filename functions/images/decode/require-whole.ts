import { createHash } from 'node:crypto';
import { RejectedError } from '../../shared/errors.ts';
import { lacksEnd, withEnd } from './containers/jpeg-end.ts';
import { open } from './sharp.ts';

/** More than the last blocks of any picture can take. */
const FILLING = Buffer.alloc(4_096, 0x55);

/**
 * Throws a `RejectedError` for a JPEG that lacks more than its end marker. Its decoder fills up what is missing and says
 * so too late to be heard; but what it fills up depends on the bytes that follow, and pixels that are there do not.
 */
export async function requireWhole(bytes: Buffer): Promise<void> {
  if (!lacksEnd(bytes)) return;
  const [asItIs, filled] = [await pixelsOf(withEnd(bytes)), await pixelsOf(withEnd(bytes, FILLING))];
  if (asItIs !== filled) throw new RejectedError('Truncated', 'The picture is not whole: upload it again.');
}

async function pixelsOf(bytes: Buffer): Promise<string> {
  return createHash('sha256')
    .update(await open(bytes).raw().toBuffer())
    .digest('hex');
}
