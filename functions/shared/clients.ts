import { S3Client } from '@aws-sdk/client-s3';
import { captured } from './captured.ts';

/**
 * One client for the life of the environment; region, endpoint and the keys of the function's role come from the
 * environment. Downloads are whole and pinned by ETag, so that checking their checksums too would only cost time.
 */
export const s3 = captured(new S3Client({ responseChecksumValidation: 'WHEN_REQUIRED' }));

// Uploads go over TLS, the buckets take no others, and carry a checksum that S3 verifies: to hash them once more for the
// signature would only cost time. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
s3.middlewareStack.add(
  (next) => (args) => {
    if (hasHeaders(args.request)) args.request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
    return next(args);
  },
  { step: 'build', name: 'unsignedPayload' },
);

const hasHeaders = (request: unknown): request is { readonly headers: Record<string, string> } =>
  typeof request === 'object' && request !== null && 'headers' in request;
