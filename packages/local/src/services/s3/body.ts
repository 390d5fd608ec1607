import { buffer } from 'node:stream/consumers';
import type { GatewayRequest } from '#gateway/service.ts';
import { createHasher, type Hasher } from '#services/s3/checksums/algorithms.ts';
import { readExpectedChecksum } from '#services/s3/checksums/expected.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { readContentMd5, verify } from '#services/s3/receive.ts';

/** The document of a request, held against the MD5 and checksum that came with it; throws `BadDigest`. */
export async function readBody(request: Pick<GatewayRequest, 'headers' | 'body' | 'trailers'>): Promise<string> {
  const data = await buffer(request.body);
  const sum = (hasher: Hasher) => {
    hasher.update(data);
    return hasher.digest();
  };
  const wanted = readContentMd5(request.headers['content-md5']);
  const md5 = sum(createHasher('MD5')).toString('hex');
  if (wanted !== undefined && wanted !== md5) throw s3Errors.badMd5(wanted, md5);
  const expected = readExpectedChecksum(request.headers);
  if (expected) {
    const value = sum(createHasher(expected.algorithm)).toString('base64');
    verify(expected, { algorithm: expected.algorithm, value, type: 'FULL_OBJECT' }, request.trailers);
  }
  return data.toString('utf8');
}
