import * as z from 'zod';
import { s3Errors } from '#services/s3/errors.ts';
import { one, readDocument, refusal } from '#services/s3/settings/document.ts';
import type { Setting } from '#services/s3/settings/setting.ts';

const ROOT = 'VersioningConfiguration';

const schema = one({
  Status: z.enum(['Enabled', 'Suspended']).optional(),
  MfaDelete: z.enum(['Enabled', 'Disabled']).optional(),
}).refine(
  ({ Status }) => Status !== undefined,
  refusal('IllegalVersioningConfigurationException', 'The Versioning element must be specified'),
);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const versioning: Setting = {
  name: 'Versioning',
  parameter: 'versioning',
  root: ROOT,
  read(body) {
    const { Status, MfaDelete } = readDocument(ROOT, schema, body);
    if (MfaDelete === 'Enabled') throw s3Errors.notImplemented(`${ROOT}/MfaDelete`);
    return Status ? { versioning: Status } : {};
  },
  write: (config) => ({ Status: config.versioning }),
};
