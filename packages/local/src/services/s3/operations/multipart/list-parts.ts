import { writeXml } from '#gateway/xml.ts';
import { findUpload, uploadAccess } from '#services/s3/objects/uploads.ts';
import { NAMESPACE, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { checksumElements } from '#services/s3/operations/copy-object.ts';
import { owner, readListing, readNumber } from '#services/s3/operations/list-objects.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = (context: S3Context): S3Operation => ({
  name: 'ListParts',
  method: 'GET',
  level: 'object',
  query: ['uploadId'],
  takes: ['max-parts', 'part-number-marker', 'encoding-type'],
  largestBody: 0,
  access: (call) => uploadAccess(call, 's3:ListMultipartUploadParts'),
  run(call) {
    const { upload, parts } = findUpload(context, call);
    const { maxKeys } = readListing(call, 'max-parts');
    const marker = readNumber(call, 'part-number-marker', 0);
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
