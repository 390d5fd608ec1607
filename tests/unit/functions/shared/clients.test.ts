import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, vi } from 'vitest';

const { s3 } = await import('#functions/shared/clients.ts');

/** The headers with which the client would send something. */
async function headersOf(command: PutObjectCommand): Promise<Record<string, string>> {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  let seen: Record<string, string> = {};
  vi.spyOn(s3.config.requestHandler, 'handle').mockImplementation(async ({ headers }) => {
    seen = headers;
    return { response: { statusCode: 200, headers: {}, reason: '' } };
  });
  await s3.send(command);
  return seen;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('an upload of a function', () => {
  const picture = { Bucket: 'work', Key: 'a.tiff', Body: Buffer.from('picture') };

  it('is signed without its body, which its checksum protects', async () => {
    expect(s3).toBeInstanceOf(S3Client);
    const headers = await headersOf(new PutObjectCommand(picture));
    expect(headers).toMatchObject({
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-amz-checksum-crc32': expect.stringMatching(/^.{6}==$/),
    });
    expect(headers.authorization).toContain('x-amz-content-sha256');
  });

  it('keeps the checksum that it was given', async () => {
    const given = 'jHq0xUZD6fhDrNB3XQ+1Nx5IFVXcuZBqbL1mBgTRmZE=';
    const headers = await headersOf(new PutObjectCommand({ ...picture, ChecksumSHA256: given }));
    expect(headers).toMatchObject({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-checksum-sha256': given });
  });
});
