import * as z from 'zod';
import { flag, many, notDone, one, readDocument, refusal } from '#services/s3/settings/document.ts';
import type { Setting } from '#services/s3/settings/setting.ts';

const ROOT = 'ServerSideEncryptionConfiguration';

const byDefault = one({
  SSEAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
  KMSMasterKeyID: z.string().min(1).optional(),
}).refine(
  ({ SSEAlgorithm, KMSMasterKeyID }) => KMSMasterKeyID === undefined || SSEAlgorithm !== 'AES256',
  refusal(
    'InvalidArgument',
    'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
  ),
);

const schema = one({
  Rule: many(
    one({
      ApplyServerSideEncryptionByDefault: byDefault.optional(),
      BucketKeyEnabled: flag.optional(),
      BlockedEncryptionTypes: notDone,
    }),
    { least: 1, most: 1 },
  ),
});

/** What every new bucket has, and every bucket whose setting was taken away. */
const AES256 = {
  Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: 'false' },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const encryption: Setting = {
  name: 'Encryption',
  parameter: 'encryption',
  root: ROOT,
  actions: { get: 's3:GetEncryptionConfiguration', put: 's3:PutEncryptionConfiguration' },
  read(body) {
    const [rule] = readDocument(ROOT, schema, body).Rule;
    const { SSEAlgorithm = 'AES256', KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
    const key = KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID };
    const ApplyServerSideEncryptionByDefault = { SSEAlgorithm, ...key };
    const BucketKeyEnabled = String(rule?.BucketKeyEnabled ?? false);
    return { documents: { encryption: { Rule: { ApplyServerSideEncryptionByDefault, BucketKeyEnabled } } } };
  },
  write: ({ documents }) => documents.encryption ?? AES256,
  remove: { documents: { encryption: AES256 } },
};
