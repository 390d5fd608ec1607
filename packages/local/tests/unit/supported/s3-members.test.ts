import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { actionOf } from '#integrations/sdk/command.ts';
import { listServices } from '#local/supported/services.ts';
import { checkRequest } from '#services/s3/protocol/request-schema.ts';

/** Headers that are read wherever they may stand, by the file that reads them. */
const READ: Readonly<Record<string, readonly string[]>> = {
  'objects/attributes.ts': [
    ...['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires'],
  ],
  'objects/preconditions.ts': ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'],
  'objects/range.ts': ['range'],
  'protocol/request-schema.ts': ['x-amz-expected-bucket-owner'],
  'checksums/algorithms.ts': ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'].map((name) => `x-amz-checksum-${name}`),
  'checksums/expected.ts': ['x-amz-sdk-checksum-algorithm'],
  'operations/get-object.ts': ['x-amz-checksum-mode'],
  'receive.ts': ['content-md5', 'content-length'],
  'nothing: no bucket is Requester Pays here': ['x-amz-request-payer'],
};
const READ_FOR_ALL = Object.values(READ).flat();

/** A header or a query parameter that a member of the input is sent as; the rest is path and body. */
interface Sent {
  readonly in: 'header' | 'query';
  readonly name: string;
}

function sentMembers(operation: string): readonly Sent[] {
  const { input } = actionOf('@aws-sdk/client-s3', operation);
  if (input.isUnitSchema()) return [];
  return [...input.structIterator()].flatMap(([, member]): readonly Sent[] => {
    const { httpHeader, httpQuery } = member.getMergedTraits();
    if (typeof httpHeader === 'string') return [{ in: 'header', name: httpHeader.toLowerCase() }];
    return typeof httpQuery === 'string' ? [{ in: 'query', name: httpQuery }] : [];
  });
}

/** Whether an operation that does not take it is asked all the same. */
function isPassedOn({ in: place, name }: Sent): boolean {
  const headers = place === 'header' ? { [name]: '1' } : {};
  const query = new URLSearchParams(place === 'query' ? { [name]: '1' } : {});
  try {
    checkRequest({ request: { headers, query } }, {});
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NotImplemented' && error.message.includes(name)) return false;
    throw error;
  }
}

const s3 = (await listServices()).find(({ title }) => title === 'S3');
/** A form is no operation of the API's model. */
const operations = s3?.operations.filter(({ name }) => name !== 'PostObject') ?? [];

describe('every header and parameter that an operation of S3 has on AWS is read or refused by its name', () => {
  it.each(operations)('$name', (operation) => {
    const read = [...operation.input.members, ...READ_FOR_ALL];
    const silent = sentMembers(operation.name).filter((sent) => isPassedOn(sent) && !read.includes(sent.name));
    expect(silent).toEqual([]);
  });
});
