import { AwsError } from '#gateway/aws-error.ts';

/** S3's refusals, with the words S3 uses: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Errors = {
  noSuchBucket: (bucket: string) =>
    new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket }),
  noSuchKey: (key: string) => new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key }),
  noSuchVersion: (key: string, versionId: string) =>
    new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId }),
  noSuchUpload: (uploadId: string) =>
    new AwsError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
      { UploadId: uploadId },
    ),
  bucketNotEmpty: (bucket: string) =>
    new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName: bucket }),
  bucketAlreadyOwnedByYou: (bucket: string) =>
    new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
      { BucketName: bucket },
    ),
  invalidBucketName: (bucket: string) =>
    new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: bucket }),
  invalidUri: () => new AwsError('InvalidURI', "Couldn't parse the specified URI."),
  keyTooLong: (size: number) =>
    new AwsError('KeyTooLongError', 'Your key is too long', 400, { Size: size, MaxSizeAllowed: 1_024 }),
  metadataTooLarge: (size: number) =>
    new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, {
      Size: size,
      MaxSizeAllowed: 2_048,
    }),
  missingContentLength: () =>
    new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411),
  entityTooLarge: (size: number, most = 5_368_709_120) =>
    new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
      ProposedSize: size,
      MaxSizeAllowed: most,
    }),
  messageTooLong: (most: number) =>
    new AwsError('MaxMessageLengthExceeded', 'Your request was too big.', 400, { MaxMessageLengthBytes: most }),
  incompleteBody: () =>
    new AwsError(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    ),
  invalidDigest: (value: string) =>
    new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': value }),
  badMd5: (expected: string, calculated: string) =>
    new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, {
      ExpectedDigest: expected,
      CalculatedDigest: calculated,
    }),
  checksumMismatch: (expected: string | undefined, actual: string | undefined) =>
    new AwsError(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${expected?.toLowerCase() ?? 'null'}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
    ),
  badChecksum: (algorithm: string) =>
    new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`),
  invalidRequest: (message: string) => new AwsError('InvalidRequest', message),
  invalidArgument: (message: string, name: string, value: string) =>
    new AwsError('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value }),
  invalidPart: () =>
    new AwsError(
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    ),
  invalidPartOrder: () =>
    new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
    ),
  entityTooSmall: (size: number, part: number, etag: string) =>
    new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
      ProposedSize: size,
      MinSizeAllowed: 5_242_880,
      PartNumber: part,
      ETag: etag,
    }),
  invalidPartNumber: () => new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416),
  invalidRange: (range: string, size: number) =>
    new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, {
      RangeRequested: range,
      ActualObjectSize: size,
    }),
  preconditionFailed: (condition: string) =>
    new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
      Condition: condition,
    }),
  notModified: (headers: Readonly<Record<string, string>>) =>
    new AwsError('NotModified', 'Not Modified', 304, {}, headers),
  methodNotAllowed: (method: string, resource: string) =>
    new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, {
      Method: method,
      ResourceType: resource,
    }),
  aclNotSupported: () => new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs'),
  notImplemented: (what: string) =>
    new AwsError(
      'NotImplemented',
      `A header or query you provided implies functionality that is not implemented: ${what}.`,
      501,
      { Header: what },
    ),
  invalidStorageClass: (name: string) =>
    new AwsError('InvalidStorageClass', 'The storage class you specified is not valid', 400, {
      StorageClassRequested: name,
    }),
  invalidObjectState: (storageClass: string) =>
    new AwsError('InvalidObjectState', "The operation is not valid for the object's storage class", 403, {
      StorageClass: storageClass,
    }),
  notInActiveTier: () =>
    new AwsError('ObjectNotInActiveTierError', 'The source object of the COPY action is not in the active tier.', 403),
  accessDenied: () => new AwsError('AccessDenied', 'Access Denied', 403),
  noSuchConfiguration: (code: string, message: string, bucket: string) =>
    new AwsError(code, message, 404, { BucketName: bucket }),
};
