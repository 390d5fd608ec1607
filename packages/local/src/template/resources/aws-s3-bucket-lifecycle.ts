import type { LifecycleRule } from '#services/s3/store/bucket-config.ts';
import type { Properties } from '#template/properties.ts';

/** Transitions to other storage classes cost less on AWS; bytes on this disk cost the same in each. */
const TRANSITIONS = ['Transition', 'Transitions', 'NoncurrentVersionTransition', 'NoncurrentVersionTransitions'];

const MEMBERS = [
  'Id',
  'Status',
  'Prefix',
  'TagFilters',
  'ExpirationInDays',
  'ExpiredObjectDeleteMarker',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
  'AbortIncompleteMultipartUpload',
  ...TRANSITIONS,
];

/** The rules of a bucket's `LifecycleConfiguration`. */
export const bucketLifecycle = (read: Properties): readonly LifecycleRule[] =>
  read
    .object('LifecycleConfiguration', ['Rules', 'TransitionDefaultMinimumObjectSize'])
    .objects('Rules', MEMBERS)
    .map((rule, index) => {
      const noncurrentDays =
        rule.optionalInteger('NoncurrentVersionExpirationInDays') ??
        rule.object('NoncurrentVersionExpiration', ['NoncurrentDays']).optionalInteger('NoncurrentDays');
      const abortIncompleteDays = rule
        .object('AbortIncompleteMultipartUpload', ['DaysAfterInitiation'])
        .optionalInteger('DaysAfterInitiation');
      const expirationDays = rule.optionalInteger('ExpirationInDays');
      return {
        id: rule.optionalText('Id') ?? `rule-${index + 1}`,
        enabled: rule.text('Status') === 'Enabled',
        prefix: rule.optionalText('Prefix') ?? '',
        tags: Object.fromEntries(
          rule.objects('TagFilters', ['Key', 'Value']).map((tag) => [tag.text('Key'), tag.text('Value')]),
        ),
        ...(expirationDays === undefined ? {} : { expirationDays }),
        ...(noncurrentDays === undefined ? {} : { noncurrentDays }),
        ...(abortIncompleteDays === undefined ? {} : { abortIncompleteDays }),
        ...(rule.boolean('ExpiredObjectDeleteMarker', false) ? { expiredObjectDeleteMarker: true } : {}),
      };
    });
