import type { SharpOptions } from 'sharp';
import { lacksEnd, withEnd } from './containers/jpeg-end.ts';
import { withExifFirst } from './containers/png.ts';

/** A source as its decoder takes it. */
export interface Prepared {
  readonly bytes: Buffer;
  readonly options: SharpOptions;
}

/** Mends what keeps a decoder from a picture that is all there. Whether it is, `requireWhole` tells. */
export function prepare(bytes: Buffer): Prepared {
  if (bytes.toString('latin1', 1, 4) === 'PNG') return { bytes: withExifFirst(bytes), options: {} };
  if (lacksEnd(bytes)) return { bytes: withEnd(bytes), options: {} };
  return { bytes, options: {} };
}
