import { describe, expect, it } from 'vitest';
import { typedFault } from '#functions/shared/service-fault.ts';
import { s3Error } from '#tests/support/memory-s3.ts';

const networkError = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

describe('typedFault', () => {
  it.each([
    ['S3 asks to slow down', s3Error('SlowDown', 503)],
    ['S3 fails', s3Error('InternalError', 500)],
    ['the connection breaks', networkError],
  ])('calls it Service.Unavailable when %s', (_what, error) => {
    expect(typedFault(error)).toMatchObject({ name: 'Service.Unavailable', cause: error });
  });

  it.each([s3Error('AccessDenied', 403), new TypeError('a bug'), 'text'])('leaves %s as it is', (error) => {
    expect(typedFault(error)).toBe(error);
  });
});
