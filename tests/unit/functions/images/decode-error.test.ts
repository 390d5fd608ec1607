import { expect, it } from 'vitest';
import { decodeError } from '#functions/images/decode/decode-error.ts';

it.each([
  ['Input buffer has corrupt header: VipsJpeg: premature end of JPEG image', 'Rejected.Truncated'],
  ['vipspng: libpng read error', 'Rejected.Truncated'],
  ['Input image exceeds pixel limit', 'Rejected.TooManyPixels'],
  ['Input buffer contains unsupported image format', 'Rejected.Corrupt'],
  ['VipsJpeg: Invalid SOS parameters for sequential JPEG', 'Rejected.Corrupt'],
])('"%s" is %s', (said, name) => {
  expect(decodeError(new Error(said), Buffer.alloc(0))).toMatchObject({ name, cause: { message: said } });
});
