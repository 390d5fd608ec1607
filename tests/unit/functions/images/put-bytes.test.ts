import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, vi } from 'vitest';
import { putBytes } from '#functions/images/put-bytes.ts';

describe('bytes that were uploaded', () => {
  const uploaded = async (send: () => Promise<object>) => {
    const s3 = new S3Client({ region: 'us-east-1' });
    vi.spyOn(s3, 'send').mockImplementation(send);
    const Body = Buffer.from(new TextEncoder().encode('photo').buffer);
    await putBytes(s3, { Bucket: 'work', Key: 'a.tiff', Body }).catch(() => undefined);
    return Body.toString();
  };

  it.each([
    { it: 'are given back', send: async () => ({ $metadata: { attempts: 1 } }), left: '' },
    {
      it: 'stay when an earlier attempt may still send',
      send: async () => ({ $metadata: { attempts: 2 } }),
      left: 'photo',
    },
    { it: 'stay when it failed', send: () => Promise.reject(new Error('SlowDown')), left: 'photo' },
  ])('$it', async ({ send, left }) => {
    expect(await uploaded(send)).toBe(left);
  });
});
