import { expect, it } from 'vitest';
import { countRequest } from '#local/usage/requests.ts';

/** What a request counts: `kind count`. */
function counted(service: string, operation: string, input: unknown = {}, sent = 0, answered = 0): string[] {
  const uses: string[] = [];
  const add = (kind: string, count: number) => void (count > 0 && uses.push(`${kind} ${count}`));
  const lengthOf = (bytes: number) => ({ headers: { 'content-length': String(bytes) } });
  countRequest(add, service, { operation, input }, lengthOf(sent), lengthOf(answered));
  return uses;
}

/** The classes of requests that https://aws.amazon.com/s3/pricing/ tells, and the chunks of 64 KB of the others' pages. */
it.each([
  ['s3', 'PutObject', {}, 100, 0, ['s3.put 1', 's3.bytes-in 100']],
  ['s3', 'UploadPart', {}, 100, 0, ['s3.put 1', 's3.bytes-in 100']],
  ['s3', 'CopyObject', {}, 0, 300, ['s3.put 1']],
  ['s3', 'ListObjectsV2', {}, 0, 300, ['s3.put 1']],
  ['s3', 'CompleteMultipartUpload', {}, 9, 0, ['s3.put 1']],
  ['s3', 'GetObject', {}, 0, 200, ['s3.get 1', 's3.bytes-out 200']],
  ['s3', 'HeadObject', {}, 0, 200, ['s3.get 1']],
  ['s3', 'GetBucketPolicy', {}, 0, 200, ['s3.get 1']],
  ['s3', 'DeleteObject', {}, 0, 0, []],
  ['s3', 'DeleteObjects', {}, 500, 0, []],
  ['s3', 'AbortMultipartUpload', {}, 0, 0, []],
  ['sqs', 'SendMessage', { QueueUrl: 'http://127.0.0.1/0/prints' }, 65_536, 0, ['sqs.chunk 1']],
  ['sqs', 'SendMessage', { QueueUrl: 'http://127.0.0.1/0/prints' }, 65_537, 0, ['sqs.chunk 2']],
  ['sqs', 'ReceiveMessage', { QueueUrl: 'http://127.0.0.1/0/prints.fifo' }, 10, 0, ['sqs.fifo-chunk 1']],
  ['sqs', 'ReceiveMessage', { QueueUrl: 'http://127.0.0.1/0/prints' }, 10, 200_000, ['sqs.chunk 4']],
  ['sns', 'Publish', {}, 200_000, 0, ['sns.chunk 4']],
  [
    'events',
    'PutEvents',
    { Entries: [{ Detail: '{}' }, { Detail: 'x'.repeat(70_000) }] },
    0,
    0,
    ['events.chunk 1', 'events.chunk 2'],
  ],
  ['events', 'ListRules', {}, 10, 0, []],
  ['states', 'StartExecution', {}, 10, 0, []],
])('%s %s %j of %i bytes, answered by %i', (service, operation, input, sent, answered, uses) => {
  expect(counted(service, operation, input, sent, answered)).toEqual(uses);
});
