import { notDone, one, readDocument } from '#services/s3/settings/document.ts';
import type { Setting } from '#services/s3/settings/setting.ts';

const ROOT = 'NotificationConfiguration';

const schema = one({
  EventBridgeConfiguration: one({}).optional(),
  TopicConfiguration: notDone,
  QueueConfiguration: notDone,
  CloudFunctionConfiguration: notDone,
});

/** S3 tells EventBridge alone here: https://docs.aws.amazon.com/AmazonS3/latest/API/API_NotificationConfiguration.html */
export const notification: Setting = {
  name: 'NotificationConfiguration',
  parameter: 'notification',
  root: ROOT,
  actions: { get: 's3:GetBucketNotification', put: 's3:PutBucketNotification' },
  headers: ['x-amz-skip-destination-validation'],
  read: (body) => ({ eventBridge: readDocument(ROOT, schema, body).EventBridgeConfiguration !== undefined }),
  write: ({ eventBridge }) => (eventBridge ? { EventBridgeConfiguration: '' } : {}),
};
