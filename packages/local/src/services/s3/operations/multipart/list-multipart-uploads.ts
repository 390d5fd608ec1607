import { writeXml } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { groupOf } from '#services/s3/objects/listing.ts';
import {
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import {
  LISTING_PARAMETERS,
  type ListingParameters,
  listAccess,
  owner,
  readListing,
} from '#services/s3/operations/list-objects.ts';
import { orderOf } from '#services/s3/store/object-index.ts';
import type { Upload } from '#services/s3/store/version.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = (context: S3Context): S3Operation => ({
  name: 'ListMultipartUploads',
  method: 'GET',
  level: 'bucket',
  query: ['uploads'],
  takes: [...LISTING_PARAMETERS, 'max-uploads', 'key-marker', 'upload-id-marker'],
  largestBody: 0,
  access: (call) => [listAccess(call, 's3:ListBucketMultipartUploads')],
  run(call) {
    const parameters = readListing(call, 'max-uploads');
    const { prefix, delimiter, maxKeys, encodingType, encode } = parameters;
    const uploads = [...context.buckets.get(call.bucket).uploads.values()].map(({ upload }) => upload);
    const left = rowsOf(behindMarkers(call, uploads), parameters, parameter(call, 'key-marker') ?? '');
    const page = left.slice(0, maxKeys);
    const last = page.length < left.length ? page.at(-1) : undefined;
    const answer = {
      Bucket: call.bucket,
      KeyMarker: encode(parameter(call, 'key-marker') ?? ''),
      UploadIdMarker: parameter(call, 'upload-id-marker') ?? '',
      NextKeyMarker: encode(last === undefined ? '' : (last.group ?? last.upload.key)),
      NextUploadIdMarker: last === undefined || last.group !== undefined ? '' : last.upload.uploadId,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: encodingType,
      MaxUploads: maxKeys,
      IsTruncated: last !== undefined,
      Upload: page.flatMap(({ upload, group }) => (group === undefined ? [describe(context, parameters, upload)] : [])),
      CommonPrefixes: page.flatMap(({ group }) => (group === undefined ? [] : [{ Prefix: encode(group) }])),
    };
    return xmlResponse(call, writeXml('ListMultipartUploadsResult', answer, NAMESPACE));
  },
});

const describe = (context: S3Context, { encode }: ListingParameters, upload: Upload) => ({
  Key: encode(upload.key),
  UploadId: upload.uploadId,
  Initiator: owner(context).Owner,
  ...owner(context),
  StorageClass: upload.storageClass,
  Initiated: new Date(upload.initiated).toISOString(),
  ChecksumAlgorithm: upload.checksum?.algorithm,
  ChecksumType: upload.checksum?.type,
});

/** Uploads are few: they are put in order, by key and then by time, when they are listed. */
function behindMarkers(call: S3Call, uploads: readonly Upload[]): readonly Upload[] {
  const marker = parameter(call, 'key-marker') ?? '';
  const idMarker = parameter(call, 'upload-id-marker') ?? '';
  const sorted = uploads.toSorted(compare);
  if (marker === '') return sorted;
  if (idMarker === '') return sorted.filter(({ key }) => orderOf(key) > orderOf(marker));
  const at = sorted.findIndex(({ key, uploadId }) => key === marker && uploadId === idMarker);
  if (at < 0) throw s3Errors.invalidArgument('Invalid uploadId marker', 'upload-id-marker', idMarker);
  return sorted.slice(at + 1);
}

function compare(a: Upload, b: Upload): number {
  if (a.key !== b.key) return orderOf(a.key) < orderOf(b.key) ? -1 : 1;
  return a.initiated - b.initiated || (a.uploadId < b.uploadId ? -1 : 1);
}

interface Row {
  readonly upload: Upload;
  /** The beginning that its key shares with others, which are one row together. */
  readonly group: string | undefined;
}

function rowsOf(uploads: readonly Upload[], { prefix, delimiter }: ListingParameters, marker: string): readonly Row[] {
  const rows: Row[] = [];
  for (const upload of uploads) {
    if (!upload.key.startsWith(prefix)) continue;
    const group = groupOf(upload.key, prefix, delimiter);
    const isKnown = group !== undefined && (group === marker || group === rows.at(-1)?.group);
    if (!isKnown) rows.push({ upload, group });
  }
  return rows;
}
