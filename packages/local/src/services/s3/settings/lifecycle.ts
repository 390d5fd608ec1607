import { createHash } from 'node:crypto';
import { s3Errors } from '#services/s3/errors.ts';
import { readDocument } from '#services/s3/settings/document.ts';
import { checkLifecycle } from '#services/s3/settings/lifecycle-rules.ts';
import { lifecycleSchema, type RuleElement } from '#services/s3/settings/lifecycle-schema.ts';
import { writeRule } from '#services/s3/settings/lifecycle-xml.ts';
import type { Headers, Setting } from '#services/s3/settings/setting.ts';
import type { LifecycleRule } from '#services/s3/store/bucket-config.ts';

const ROOT = 'LifecycleConfiguration';
const MINIMUM = 'x-amz-transition-default-minimum-object-size';

/** Objects below 128 KiB are left where they are, unless a rule says so of their size or each class decides. */
export const MINIMUMS = ['all_storage_classes_128K', 'varies_by_storage_class'] as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const lifecycle: Setting = {
  name: 'LifecycleConfiguration',
  parameter: 'lifecycle',
  root: ROOT,
  actions: { get: 's3:GetLifecycleConfiguration', put: 's3:PutLifecycleConfiguration' },
  headers: [MINIMUM],
  read(body, headers) {
    const rules = readDocument(ROOT, lifecycleSchema, body).Rule.map(toRule);
    checkLifecycle(rules);
    return { lifecycle: rules, transitionMinimum: readMinimum(headers) };
  },
  write: ({ lifecycle: rules }) => (rules.length === 0 ? undefined : { Rule: rules.map(writeRule) }),
  answerHeaders: ({ transitionMinimum }) => ({ [MINIMUM]: transitionMinimum ?? MINIMUMS[0] }),
  absent: { code: 'NoSuchLifecycleConfiguration', message: 'The lifecycle configuration does not exist' },
  remove: { lifecycle: [], transitionMinimum: MINIMUMS[0] },
};

function readMinimum({ [MINIMUM]: value = MINIMUMS[0] }: Headers): string {
  if (MINIMUMS.some((known) => known === value)) return value;
  throw s3Errors.invalidArgument('The transition default minimum object size is not valid', MINIMUM, value);
}

function toRule(element: RuleElement, index: number): LifecycleRule {
  const { Filter, Expiration, NoncurrentVersionExpiration: noncurrent } = element;
  const filter = Filter?.And ?? Filter;
  const tags = Filter?.And?.Tag ?? (Filter?.Tag ? [Filter.Tag] : []);
  return {
    id: element.ID || generatedId(element, index),
    enabled: element.Status === 'Enabled',
    prefix: element.Prefix ?? filter?.Prefix ?? '',
    withoutFilter: Filter === undefined ? true : undefined,
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    sizeAbove: filter?.ObjectSizeGreaterThan,
    sizeBelow: filter?.ObjectSizeLessThan,
    expirationDays: Expiration?.Days,
    expirationDate: Expiration?.Date,
    expiredObjectDeleteMarker: Expiration?.ExpiredObjectDeleteMarker,
    noncurrentDays: noncurrent?.NoncurrentDays,
    newerNoncurrentVersions: noncurrent?.NewerNoncurrentVersions,
    abortIncompleteDays: element.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    transitions: element.Transition.map(({ Days: days, Date: date, StorageClass: storageClass }) => ({
      ...{ days, date, storageClass },
    })),
    noncurrentTransitions: element.NoncurrentVersionTransition.map((transition) => ({
      days: transition.NoncurrentDays,
      newer: transition.NewerNoncurrentVersions,
      storageClass: transition.StorageClass,
    })),
  };
}

/** S3 names a rule that has no name. */
const generatedId = (element: RuleElement, index: number) =>
  createHash('sha256')
    .update(`${index}${JSON.stringify(element)}`)
    .digest('base64url');
