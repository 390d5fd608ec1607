import { writeXml } from '#gateway/xml.ts';
import { list } from '#services/s3/listing.ts';
import { NAMESPACE, parameter, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { checksumElements } from '#services/s3/operations/copy-object.ts';
import { LISTING_PARAMETERS, listAccess, owner, readListing } from '#services/s3/operations/list-objects.ts';
import { ObjectIndex } from '#services/s3/store/object-index.ts';
import type { Upload } from '#services/s3/store/version.ts';
import { findUpload, uploadAccess } from '#services/s3/uploads.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = (context: S3Context): S3Operation => ({
  name: 'ListParts',
  method: 'GET',
  level: 'object',
  query: ['uploadId'],
  takes: ['max-parts', 'part-number-marker', 'encoding-type'],
  access: (call) => uploadAccess(call, 's3:ListMultipartUploadParts'),
  run(call) {
    const { upload, parts } = findUpload(context, call);
    const { maxKeys } = readListing(call, 'max-parts');
    const marker = Number(parameter(call, 'part-number-marker') ?? 0);
    const left = [...parts.values()].filter(({ number }) => number > marker).toSorted((a, b) => a.number - b.number);
    const page = left.slice(0, maxKeys);
    const answer = {
      Bucket: call.bucket,
      Key: call.key,
      UploadId: upload.uploadId,
      Initiator: owner(context).Owner,
      ...owner(context),
      StorageClass: upload.storageClass,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      MaxParts: maxKeys,
      IsTruncated: page.length < left.length,
      ChecksumAlgorithm: upload.checksum?.algorithm,
      ChecksumType: upload.checksum?.type,
      Part: page.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.lastModified).toISOString(),
        ETag: `"${part.etag}"`,
        Size: part.size,
        ...(upload.checksum ? { ...checksumElements(part.checksum), ChecksumType: undefined } : {}),
      })),
    };
    return xmlResponse(call, writeXml('ListPartsResult', answer, NAMESPACE));
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = (context: S3Context): S3Operation => ({
  name: 'ListMultipartUploads',
  method: 'GET',
  level: 'bucket',
  query: ['uploads'],
  takes: [...LISTING_PARAMETERS, 'max-uploads', 'key-marker', 'upload-id-marker'],
  access: (call) => [listAccess(call, 's3:ListBucketMultipartUploads')],
  run(call) {
    const { prefix, delimiter, maxKeys, encodingType, encode } = readListing(call, 'max-uploads');
    const after = parameter(call, 'key-marker') ?? '';
    const uploads = [...context.buckets.get(call.bucket).uploads.values()].map(({ upload }) => upload);
    const byKey = Map.groupBy(uploads, ({ key }) => key);
    const listing = list(keysOf(uploads), { prefix, delimiter, after, maxKeys }, ({ key }) => byKey.get(key) ?? []);
    const answer = {
      Bucket: call.bucket,
      KeyMarker: encode(after),
      UploadIdMarker: '',
      NextKeyMarker: listing.next === undefined ? '' : encode(listing.next),
      NextUploadIdMarker: '',
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: encodingType,
      MaxUploads: maxKeys,
      IsTruncated: listing.next !== undefined,
      Upload: listing.items.map((upload) => ({
        Key: encode(upload.key),
        UploadId: upload.uploadId,
        Initiator: owner(context).Owner,
        ...owner(context),
        StorageClass: upload.storageClass,
        Initiated: new Date(upload.initiated).toISOString(),
      })),
      CommonPrefixes: listing.commonPrefixes.map((group) => ({ Prefix: encode(group) })),
    };
    return xmlResponse(call, writeXml('ListMultipartUploadsResult', answer, NAMESPACE));
  },
});

/** Uploads are few: they are put in order when they are listed. */
function keysOf(uploads: readonly Upload[]): ObjectIndex {
  const index = new ObjectIndex();
  for (const { key } of uploads) {
    index.put({ kind: 'marker', key, versionId: 'null', sequencer: '0', lastModified: 0 });
  }
  return index;
}
