import type { Setting } from '#services/s3/settings/setting.ts';
import { readTags, tagSet } from '#services/s3/settings/tags.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const tagging: Setting = {
  name: 'Tagging',
  parameter: 'tagging',
  root: 'Tagging',
  read: (body) => ({ tags: readTags(body, 50) }),
  write: ({ tags }) => (Object.keys(tags).length === 0 ? undefined : tagSet(tags)),
  absent: { code: 'NoSuchTagSet', message: 'The TagSet does not exist' },
  remove: { tags: {} },
};
