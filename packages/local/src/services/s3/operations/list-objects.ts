import type { Access } from '#gateway/service.ts';
import { encodeRfc3986 } from '#gateway/sigv4/encoding.ts';
import { writeXml, type XmlContent } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { type Listing, list } from '#services/s3/objects/listing.ts';
import {
  bucketArn,
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import type { KeyEntry } from '#services/s3/store/object-index.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

/** Query parameters of every kind of listing. */
export const LISTING_PARAMETERS = ['prefix', 'delimiter', 'encoding-type'];

/** Asks for the state of restorations: nothing here is restored, so that there is none to tell. */
export const OPTIONAL = 'x-amz-optional-object-attributes';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = (context: S3Context): S3Operation => ({
  name: 'ListObjectsV2',
  method: 'GET',
  level: 'bucket',
  query: ['list-type'],
  takes: [...LISTING_PARAMETERS, 'max-keys', 'continuation-token', 'start-after', 'fetch-owner', OPTIONAL],
  largestBody: 0,
  access: (call) => [listAccess(call, 's3:ListBucket')],
  run(call) {
    if (parameter(call, 'list-type') !== '2') throw s3Errors.notImplemented('list-type other than 2');
    const request = readListing(call);
    const token = parameter(call, 'continuation-token');
    const startAfter = parameter(call, 'start-after');
    const after = token === undefined ? (startAfter ?? '') : readToken(token);
    const listing = list(context.buckets.get(call.bucket).index, { ...request, after }, currentObject);
    const owned = parameter(call, 'fetch-owner') === 'true';
    const answer = {
      ...common(call, request, listing, owned ? owner(context) : {}),
      KeyCount: listing.items.length + listing.commonPrefixes.length,
      ContinuationToken: token,
      NextContinuationToken: listing.next === undefined ? undefined : writeToken(listing.next),
      StartAfter: startAfter === undefined ? undefined : request.encode(startAfter),
    };
    return xmlResponse(call, writeXml('ListBucketResult', answer, NAMESPACE));
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = (context: S3Context): S3Operation => ({
  name: 'ListObjects',
  method: 'GET',
  level: 'bucket',
  takes: [...LISTING_PARAMETERS, 'max-keys', 'marker', OPTIONAL],
  largestBody: 0,
  access: (call) => [listAccess(call, 's3:ListBucket')],
  run(call) {
    const request = readListing(call);
    const marker = parameter(call, 'marker') ?? '';
    const listing = list(context.buckets.get(call.bucket).index, { ...request, after: marker }, currentObject);
    const showNext = listing.next !== undefined && request.delimiter !== '';
    const answer = {
      ...common(call, request, listing, owner(context)),
      Marker: request.encode(marker),
      NextMarker: showNext ? request.encode(listing.next ?? '') : undefined,
    };
    return xmlResponse(call, writeXml('ListBucketResult', answer, NAMESPACE));
  },
});

/** Parameters that every kind of listing has. */
export interface ListingParameters {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encodingType: string | undefined;
  /** Keys as the answer writes them. */
  encode(key: string): string;
}

const MOST_KEYS = 1_000;

/** Throws `InvalidArgument`. */
export function readListing(call: S3Call, limit = 'max-keys'): ListingParameters {
  const encodingType = parameter(call, 'encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw s3Errors.invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  }
  const maxKeys = readNumber(call, limit, MOST_KEYS);
  return {
    prefix: parameter(call, 'prefix') ?? '',
    delimiter: parameter(call, 'delimiter') ?? '',
    maxKeys: Math.min(maxKeys, MOST_KEYS),
    encodingType,
    encode: encodingType === 'url' ? (key) => encodeRfc3986(key).replaceAll('%2F', '/') : (key) => key,
  };
}

/** A parameter that is a whole number; throws `InvalidArgument`. */
export function readNumber(call: S3Call, name: string, otherwise: number): number {
  const value = parameter(call, name);
  if (value === undefined || value === '') return otherwise;
  if (/^\d{1,10}$/.test(value) && Number(value) < 2 ** 31) return Number(value);
  throw s3Errors.invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
}

export const listAccess = (call: S3Call, action: string): Access => ({
  action,
  resource: bucketArn(call.bucket),
  context: {
    's3:prefix': parameter(call, 'prefix') ?? '',
    's3:delimiter': parameter(call, 'delimiter') ?? '',
    's3:max-keys': parameter(call, 'max-keys') ?? String(MOST_KEYS),
  },
});

export const owner = ({ place }: Pick<S3Context, 'place'>): { readonly Owner: XmlContent } => ({
  Owner: { ID: place.accountId, DisplayName: place.accountId },
});

function currentObject({ versions }: KeyEntry): readonly ObjectVersion[] {
  const current = versions[0];
  return current?.kind === 'object' ? [current] : [];
}

function common(call: S3Call, request: ListingParameters, listing: Listing<ObjectVersion>, owned: object) {
  return {
    Name: call.bucket,
    Prefix: request.encode(request.prefix),
    Delimiter: request.delimiter === '' ? undefined : request.encode(request.delimiter),
    MaxKeys: request.maxKeys,
    EncodingType: request.encodingType,
    IsTruncated: listing.next !== undefined,
    Contents: listing.items.map((version) => ({ Key: request.encode(version.key), ...describe(version), ...owned })),
    CommonPrefixes: listing.commonPrefixes.map((prefix) => ({ Prefix: request.encode(prefix) })),
  };
}

/** What every kind of listing says of an object. */
export const describe = (version: ObjectVersion) => ({
  LastModified: new Date(version.lastModified).toISOString(),
  ETag: `"${version.etag}"`,
  ChecksumAlgorithm: version.checksum?.algorithm,
  ChecksumType: version.checksum?.type,
  Size: version.size,
  StorageClass: version.storageClass,
});

export const writeToken = (last: string) => Buffer.from(last).toString('base64');

export function readToken(token: string): string {
  const last = Buffer.from(token, 'base64').toString('utf8');
  if (last !== '' && writeToken(last) === token) return last;
  throw s3Errors.invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}
