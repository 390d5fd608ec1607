import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { limitsHere } from '../limits.ts';
import { prepare } from './prepare.ts';

// One picture a function at a time, on one vCPU: a cache is never hit, and threads only cost memory.
sharp.cache(false);
sharp.concurrency(1);

// Only what is developed can be opened, whatever else libvips was built with (SVG, PDF, its own formats …).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadTiff',
  ],
});

/** Opens a picture: whatever is wrong with its pixels is an error, and so are more pixels than the memory is for. */
export const open = (bytes: Buffer, options: SharpOptions = {}): Sharp =>
  sharp(bytes, { failOn: 'error', limitInputPixels: limitsHere().pixels, ...options });

/** Opens what was uploaded, mended where that is safe. Throws a `RejectedError` where that shows that it cannot be developed. */
export function openSource(bytes: Buffer, options: SharpOptions = {}): Sharp {
  const prepared = prepare(bytes, limitsHere().pixels);
  const pages = options.animated && prepared.frames !== undefined ? { pages: prepared.frames } : {};
  return open(prepared.bytes, { ...prepared.options, ...options, ...pages });
}
