import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ConsoleAnswer, ConsoleRequest } from '@safelight/local/console/extension';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const LONGEST_KEY = 1_024;

/**
 * `PUT upload?of=KEY[&replace=yes]`: a photo for the source bucket. One that is there is replaced only where that is said, and `isTaken`
 * otherwise; `refused` says why it cannot be kept.
 */
export async function upload(
  s3: S3Client,
  bucket: string,
  { of: key, query, request }: ConsoleRequest,
): Promise<ConsoleAnswer> {
  if (key === '') return refused(request, 'An upload needs a name.');
  if (Buffer.byteLength(key) > LONGEST_KEY)
    return refused(request, `A name has at most ${LONGEST_KEY.toLocaleString()} bytes, and this one has more.`);
  const type = request.headers['content-type'];
  const isNew = query.get('replace') !== 'yes';
  try {
    // Before its bytes are sent: what is refused while they are cannot be tried again, which the client warns of.
    if (isNew && (await isThere(s3, bucket, key))) return taken(request);
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: key, Body: request },
        ContentLength: Number(request.headers['content-length'] ?? 0),
        ...(type !== undefined && { ContentType: type }),
        ...(isNew && { IfNoneMatch: '*' }),
      }),
    );
  } catch (error) {
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
    if (name === 'PreconditionFailed') return taken(request);
    return refused(request, message === '' ? name : message);
  }
  return { kind: 'json', value: { key } };
}

/** The page tells it beside the file; a status that says so as well would be a line in the browser's console. */
function refused(request: ConsoleRequest['request'], message: string): ConsoleAnswer {
  request.resume();
  return { kind: 'json', value: { refused: message } };
}

function taken(request: ConsoleRequest['request']): ConsoleAnswer {
  request.resume();
  // No failure: the page asks what to do.
  return { kind: 'json', value: { isTaken: true } };
}

/** Where that cannot be told, PutObject says why: what HeadObject refuses comes without a word. */
async function isThere(s3: S3Client, Bucket: string, Key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch {
    return false;
  }
}
