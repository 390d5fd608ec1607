import { S3Client } from '@aws-sdk/client-s3';

/**
 * One client for the life of the environment; region, endpoint and the keys of the function's role come from the
 * environment. Downloads are whole and pinned by ETag, so that checking their checksums too would only cost time.
 */
export const s3 = new S3Client({ responseChecksumValidation: 'WHEN_REQUIRED' });
