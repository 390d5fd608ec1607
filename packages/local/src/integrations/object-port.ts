import type { S3Client } from '@aws-sdk/client-s3';
import { StatesError } from '@safelight/asl/error';
import type { Json, JsonObject } from '@safelight/asl/json';
import type { GetObjectCall, ObjectCall, ObjectPort } from '@safelight/asl/ports';
import { optimizedError } from '#integrations/sdk/error-names.ts';
import { serviceFailure } from '#integrations/sdk/service-failure.ts';
import type { TaskCallerOptions } from './task-caller.ts';

const SESSION_NAME = 'distributed-map';
const NAMES = { prefix: 'S3', base: 'AmazonS3Exception', service: 'Amazon S3' };

/** S3 for `ItemReader` and `ResultWriter`, in the role of the state machine. */
export function createObjectPort({
  clients,
  credentials,
}: Pick<TaskCallerOptions, 'clients' | 'credentials'>): ObjectPort {
  const open = (call: ObjectCall) => clients.get('s3', credentials(call.roleArn, SESSION_NAME, call.stateMachineArn));
  return {
    get: (call) => named('States.ItemReaderFailed', async () => getObject(await open(call), call)),
    head: (call) => named('States.ItemReaderFailed', async () => headObject(await open(call), call)),
    put: (call) => named('States.ResultWriterFailed', async () => putObject(await open(call), call)),
    list: (call) => listObjects(() => open(call), call),
  };
}

/** By GetObject of the first byte, which an empty object has not: the answer to HeadObject has no body to say why it was refused. */
async function headObject(client: S3Client, { key, ...call }: Parameters<ObjectPort['head']>[0]) {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new GetObjectCommand({ ...owned(call), Key: key, Range: 'bytes=0-0' });
  try {
    const { Body, ContentRange = '', ETag = '' } = await client.send(command);
    await Body?.transformToByteArray();
    return { size: Number(ContentRange.split('/')[1]), etag: ETag };
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidRange') return { size: 0, etag: '' };
    throw error;
  }
}

async function getObject(client: S3Client, { key, versionId, range, etag, ...call }: GetObjectCall) {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new GetObjectCommand({
    ...owned(call),
    Key: key,
    ...(versionId !== undefined && { VersionId: versionId }),
    ...(range !== undefined && { Range: `bytes=${range.start}-${range.end - 1}` }),
    ...(etag !== undefined && { IfMatch: etag }),
  });
  const { Body } = await client.send(command);
  if (!Body || !(Symbol.asyncIterator in Body)) throw new Error(`s3://${call.bucket}/${key} has no body`);
  return Body as AsyncIterable<Uint8Array>;
}

async function putObject(client: S3Client, { key, body, ...call }: Parameters<ObjectPort['put']>[0]): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  await client.send(new PutObjectCommand({ ...owned(call), Key: key, Body: body, ContentType: 'application/json' }));
}

async function* listObjects(
  open: () => Promise<S3Client>,
  { prefix, ...call }: Parameters<ObjectPort['list']>[0],
): AsyncIterable<JsonObject> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      ...owned(call),
      ...(prefix === undefined ? {} : { Prefix: prefix }),
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    const page = await named('States.ItemReaderFailed', async () => (await open()).send(command));
    for (const object of page.Contents ?? []) yield listed(object);
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

function listed(object: object): JsonObject {
  const members = Object.entries(object).map(([name, value]): [string, Json] => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(members);
}

const owned = ({ bucket, expectedBucketOwner }: ObjectCall) => ({
  Bucket: bucket,
  ...(expectedBucketOwner === undefined ? {} : { ExpectedBucketOwner: expectedBucketOwner }),
});

async function named<T>(error: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw new StatesError(error, optimizedError(NAMES, serviceFailure(thrown)).cause);
  }
}
