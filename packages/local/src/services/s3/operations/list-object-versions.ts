import { writeXml, type XmlContent } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { checkVersionId } from '#services/s3/objects/find-version.ts';
import { list } from '#services/s3/objects/listing.ts';
import {
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import {
  describe,
  LISTING_PARAMETERS,
  type ListingParameters,
  listAccess,
  OPTIONAL,
  owner,
  readListing,
} from '#services/s3/operations/list-objects.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { KeyEntry } from '#services/s3/store/object-index.ts';
import type { Version } from '#services/s3/store/version.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions = (context: S3Context): S3Operation => ({
  name: 'ListObjectVersions',
  method: 'GET',
  level: 'bucket',
  query: ['versions'],
  takes: [...LISTING_PARAMETERS, 'max-keys', 'key-marker', 'version-id-marker', OPTIONAL],
  largestBody: 0,
  access: (call) => [listAccess(call, 's3:ListBucketVersions')],
  run(call) {
    const parameters = readListing(call);
    const bucket = context.buckets.get(call.bucket);
    const page = readPage(call, bucket, parameters);
    const { prefix, delimiter, maxKeys, encodingType, encode } = parameters;
    const rows = page.rows.map(({ version, isLatest }) => row(context, parameters, version, isLatest));
    const last = page.rows.at(-1)?.version;
    const answer = {
      Name: call.bucket,
      Prefix: encode(prefix),
      KeyMarker: encode(parameter(call, 'key-marker') ?? ''),
      VersionIdMarker: parameter(call, 'version-id-marker') ?? '',
      NextKeyMarker: page.next === undefined ? undefined : encode(page.next),
      NextVersionIdMarker: page.next !== undefined && last?.key === page.next ? last.versionId : undefined,
      MaxKeys: maxKeys,
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: encodingType,
      IsTruncated: page.next !== undefined,
      Version: rows.flatMap((item) => ('version' in item ? [item.version] : [])),
      DeleteMarker: rows.flatMap((item) => ('marker' in item ? [item.marker] : [])),
      CommonPrefixes: page.commonPrefixes.map((group) => ({ Prefix: encode(group) })),
    };
    return xmlResponse(call, writeXml('ListVersionsResult', answer, NAMESPACE));
  },
});

interface Row {
  readonly version: Version;
  readonly isLatest: boolean;
}

interface Page {
  readonly rows: readonly Row[];
  readonly commonPrefixes: readonly string[];
  readonly next?: string;
}

/** A page may begin and end amid the versions of a key. */
function readPage(call: S3Call, bucket: Bucket, { prefix, delimiter, maxKeys }: ListingParameters): Page {
  const keyMarker = parameter(call, 'key-marker') ?? '';
  const versionMarker = parameter(call, 'version-id-marker') ?? '';
  if (versionMarker !== '' && keyMarker === '') {
    throw s3Errors.invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      versionMarker,
    );
  }
  if (versionMarker !== '') checkVersionId(versionMarker, 'version-id-marker');
  const rest = restOfKey(bucket, keyMarker, versionMarker);
  const listing = list(bucket.index, { prefix, delimiter, after: keyMarker, maxKeys }, rowsOf);
  const rows = [...rest, ...listing.items];
  const room = Math.max(maxKeys - listing.commonPrefixes.length, 0);
  const cut = rows.slice(0, room);
  const next = cut.length < rows.length ? cut.at(-1)?.version.key : listing.next;
  return { rows: cut, commonPrefixes: listing.commonPrefixes, ...(next === undefined ? {} : { next }) };
}

function restOfKey(bucket: Bucket, key: string, versionMarker: string): readonly Row[] {
  const entry = versionMarker === '' ? undefined : bucket.index.entry(key);
  if (!entry) return [];
  const rows = rowsOf(entry);
  return rows.slice(rows.findIndex(({ version }) => version.versionId === versionMarker) + 1);
}

const rowsOf = ({ versions }: KeyEntry): readonly Row[] =>
  versions.map((version, index) => ({ version, isLatest: index === 0 }));

type WrittenRow = { readonly version: XmlContent } | { readonly marker: XmlContent };

function row(context: S3Context, { encode }: ListingParameters, version: Version, isLatest: boolean): WrittenRow {
  const base = { Key: encode(version.key), VersionId: version.versionId, IsLatest: isLatest };
  if (version.kind === 'object') return { version: { ...base, ...describe(version), ...owner(context) } };
  const LastModified = new Date(version.lastModified).toISOString();
  return { marker: { ...base, LastModified, ...owner(context) } };
}
