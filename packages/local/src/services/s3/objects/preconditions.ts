import { s3Errors } from '#services/s3/errors.ts';
import type { ObjectVersion, Version } from '#services/s3/store/version.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Conditional reads: `304` for an unchanged object, `412` for a condition that does not hold.
 * Of a pair, the one on ETags decides: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function checkRead(headers: Headers, version: ObjectVersion): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !matches(match, version)) throw s3Errors.preconditionFailed('If-Match');
  if (match === undefined && changedSince(headers['if-unmodified-since'], version)) {
    throw s3Errors.preconditionFailed('If-Unmodified-Since');
  }
  if (noneMatch !== undefined && matches(noneMatch, version)) throw s3Errors.notModified(validators(version));
  const since = headers['if-modified-since'];
  if (noneMatch === undefined && since !== undefined && !changedSince(since, version, true))
    throw s3Errors.notModified(validators(version));
}

const COPY = 'x-amz-copy-source-';

/** The same conditions on the source of a copy; every one that fails is a `412`. */
export function checkCopySource(headers: Headers, version: ObjectVersion): void {
  if (isArchived(version.storageClass)) throw s3Errors.notInActiveTier();
  const { [`${COPY}if-match`]: match, [`${COPY}if-none-match`]: noneMatch } = headers;
  if (match !== undefined && !matches(match, version)) throw s3Errors.preconditionFailed(`${COPY}If-Match`);
  if (match === undefined && changedSince(headers[`${COPY}if-unmodified-since`], version)) {
    throw s3Errors.preconditionFailed(`${COPY}If-Unmodified-Since`);
  }
  if (noneMatch !== undefined && matches(noneMatch, version)) {
    throw s3Errors.preconditionFailed(`${COPY}If-None-Match`);
  }
  const since = headers[`${COPY}if-modified-since`];
  if (noneMatch === undefined && since !== undefined && !changedSince(since, version, true)) {
    throw s3Errors.preconditionFailed(`${COPY}If-Modified-Since`);
  }
}

/**
 * Conditional writes: `If-None-Match: *` writes only a new key, `If-Match` only over a known ETag.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWrite(headers: Headers, key: string, current: Version | undefined): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined) {
    if (noneMatch !== '*') throw s3Errors.notImplemented('If-None-Match with an ETag on a write');
    if (current?.kind === 'object') throw s3Errors.preconditionFailed('If-None-Match');
  }
  if (match === undefined) return;
  if (current?.kind !== 'object') throw s3Errors.noSuchKey(key);
  if (!matches(match, current)) throw s3Errors.preconditionFailed('If-Match');
}

function matches(header: string, { etag }: ObjectVersion): boolean {
  return header.split(',').some((item) => {
    const wanted = item.trim().replace(/^W\//, '').replaceAll('"', '');
    return wanted === '*' || wanted === etag;
  });
}

/** Throws unless the bytes are at hand: those of archived objects are not, and nothing here restores them. */
export function checkReadable({ storageClass }: ObjectVersion): void {
  if (isArchived(storageClass)) throw s3Errors.invalidObjectState(storageClass);
}

const isArchived = (storageClass: string) => storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE';

/** What an unchanged object is recognized by, and stays recognized by. */
const validators = ({ etag, lastModified }: ObjectVersion): Headers => ({
  etag: `"${etag}"`,
  'last-modified': new Date(lastModified).toUTCString(),
});

/** Dates in headers have whole seconds. */
function changedSince(date: string | undefined, { lastModified }: ObjectVersion, otherwise = false): boolean {
  const since = Date.parse(date ?? '');
  return Number.isNaN(since) ? otherwise : Math.floor(lastModified / 1_000) > Math.floor(since / 1_000);
}
