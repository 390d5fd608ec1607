import { cors } from '#services/s3/settings/cors.ts';
import { encryption } from '#services/s3/settings/encryption.ts';
import { lifecycle } from '#services/s3/settings/lifecycle.ts';
import { notification } from '#services/s3/settings/notification.ts';
import { ownershipControls } from '#services/s3/settings/ownership.ts';
import { publicAccessBlock } from '#services/s3/settings/public-access-block.ts';
import type { Setting } from '#services/s3/settings/setting.ts';
import { tagging } from '#services/s3/settings/tagging.ts';
import { versioning } from '#services/s3/settings/versioning.ts';

/** Everything that can be set on a bucket. */
export const SETTINGS: readonly Setting[] = [
  versioning,
  tagging,
  cors,
  lifecycle,
  notification,
  encryption,
  ownershipControls,
  publicAccessBlock,
];
