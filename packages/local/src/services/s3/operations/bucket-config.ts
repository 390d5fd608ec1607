import { AwsError } from '#gateway/aws-error.ts';
import { writeXml } from '#gateway/xml.ts';
import { readBody } from '#services/s3/body.ts';
import {
  bucketArn,
  emptyResponse,
  LARGEST_DOCUMENT,
  NAMESPACE,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import type { Setting } from '#services/s3/settings/setting.ts';
import { SETTINGS } from '#services/s3/settings/settings.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

/** Reads, writes and takes away the settings of buckets. */
export const bucketConfigOperations = (context: S3Context): readonly S3Operation[] =>
  SETTINGS.flatMap((setting) => [
    getSetting(context, setting),
    putSetting(context, setting),
    ...(setting.remove ? [deleteSetting(context, setting, setting.remove)] : []),
  ]);

const on = (action: string) => (call: S3Call) => [{ action, resource: bucketArn(call.bucket) }];

const operationName = (verb: string, { name }: Setting) =>
  name === 'PublicAccessBlock' ? `${verb}PublicAccessBlock` : `${verb}Bucket${name}`;

/** Lifecycle rules are deleted by another name than that by which they are put. */
const deletionName = (setting: Setting) =>
  operationName('Delete', setting).replace('LifecycleConfiguration', 'Lifecycle');

const getSetting = ({ buckets }: S3Context, setting: Setting): S3Operation => ({
  name: operationName('Get', setting),
  method: 'GET',
  level: 'bucket',
  query: [setting.parameter],
  largestBody: 0,
  access: on(setting.actions?.get ?? `s3:GetBucket${setting.name}`),
  run(call) {
    const { config } = buckets.get(call.bucket);
    const content = setting.write(config);
    if (content === undefined && setting.absent) {
      throw new AwsError(setting.absent.code, setting.absent.message, 404, { BucketName: call.bucket });
    }
    return xmlResponse(call, writeXml(setting.root, content, NAMESPACE), setting.answerHeaders?.(config));
  },
});

const putSetting = ({ buckets }: S3Context, setting: Setting): S3Operation => ({
  name: operationName('Put', setting),
  method: 'PUT',
  level: 'bucket',
  query: [setting.parameter],
  takes: setting.headers ?? [],
  largestBody: LARGEST_DOCUMENT,
  access: on(setting.actions?.put ?? `s3:PutBucket${setting.name}`),
  async run(call) {
    const bucket = buckets.get(call.bucket);
    change(bucket, setting.read(await readBody(call.request), call.request.headers));
    return emptyResponse(call, 200, setting.answerHeaders?.(bucket.config));
  },
});

const deleteSetting = ({ buckets }: S3Context, setting: Setting, removed: Partial<BucketConfig>): S3Operation => ({
  name: deletionName(setting),
  method: 'DELETE',
  level: 'bucket',
  query: [setting.parameter],
  largestBody: 0,
  access: on(setting.actions?.put ?? `s3:PutBucket${setting.name}`),
  run(call) {
    change(buckets.get(call.bucket), removed);
    return emptyResponse(call, 204);
  },
});

interface Configurable {
  readonly config: BucketConfig;
  configure(change: Partial<BucketConfig>): void;
}

function change(bucket: Configurable, { documents, ...rest }: Partial<BucketConfig>): void {
  bucket.configure({ ...rest, ...(documents ? { documents: { ...bucket.config.documents, ...documents } } : {}) });
}
