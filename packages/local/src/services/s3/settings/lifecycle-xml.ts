import type { XmlContent } from '#gateway/xml.ts';
import type { LifecycleRule } from '#services/s3/store/bucket-config.ts';

/** Rule as the API answers it: one criterion stands alone in its filter, several stand in an `And`. */
export function writeRule(rule: LifecycleRule): XmlContent {
  return {
    ID: rule.id,
    ...(rule.withoutFilter ? { Prefix: rule.prefix } : { Filter: writeFilter(rule) }),
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Expiration: element({
      Days: rule.expirationDays,
      Date: writeDate(rule.expirationDate),
      ExpiredObjectDeleteMarker: rule.expiredObjectDeleteMarker,
    }),
    NoncurrentVersionExpiration: element({
      NoncurrentDays: rule.noncurrentDays,
      NewerNoncurrentVersions: rule.newerNoncurrentVersions,
    }),
    AbortIncompleteMultipartUpload: element({ DaysAfterInitiation: rule.abortIncompleteDays }),
    Transition: rule.transitions?.map(({ days, date, storageClass }) => ({
      ...{ Days: days, Date: writeDate(date), StorageClass: storageClass },
    })),
    NoncurrentVersionTransition: rule.noncurrentTransitions?.map(({ days, newer, storageClass }) => ({
      ...{ NoncurrentDays: days, NewerNoncurrentVersions: newer, StorageClass: storageClass },
    })),
  };
}

function writeFilter({ prefix, tags, sizeAbove, sizeBelow }: LifecycleRule): XmlContent {
  const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const sizes = { ObjectSizeGreaterThan: sizeAbove, ObjectSizeLessThan: sizeBelow };
  const others = Tag.length + Object.values(sizes).filter((size) => size !== undefined).length;
  if (others === 0) return { Prefix: prefix };
  const criteria = { Prefix: prefix === '' ? undefined : prefix, Tag, ...sizes };
  return others + (prefix === '' ? 0 : 1) === 1 ? criteria : { And: criteria };
}

/** Undefined when it would be empty. */
const element = (children: Readonly<Record<string, XmlContent>>): XmlContent =>
  Object.values(children).some((value) => value !== undefined) ? children : undefined;

const writeDate = (date: number | undefined) => (date === undefined ? undefined : new Date(date).toISOString());
