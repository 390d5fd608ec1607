import type { Requester } from '#services/s3/events.ts';
import type { S3Context } from '#services/s3/operation.ts';
import { deleteVersion } from '#services/s3/operations/delete-object.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { LifecycleRule } from '#services/s3/store/bucket-config.ts';
import type { KeyEntry } from '#services/s3/store/object-index.ts';
import type { ObjectVersion, Version } from '#services/s3/store/version.ts';

const DAY_MS = 86_400_000;

/**
 * Removes and moves what the lifecycle rules of the buckets say, as S3 does once a day.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function sweepLifecycle(context: S3Context): void {
  const by: Requester = { requestId: context.ids.uuid().slice(0, 8), requester: 's3.amazonaws.com' };
  for (const bucket of context.buckets.all()) {
    for (const rule of bucket.config.lifecycle.filter(({ enabled }) => enabled)) {
      sweepObjects(context, bucket, rule, by);
      sweepUploads(context, bucket, rule);
    }
  }
}

function sweepObjects(context: S3Context, bucket: Bucket, rule: LifecycleRule, by: Requester): void {
  const now = context.clock.now();
  const remove = ({ key }: KeyEntry, versionId?: string) =>
    deleteVersion(context, bucket, key, versionId, 'Lifecycle Expiration', by);
  for (const entry of [...bucket.index.from('')].filter(({ key }) => key.startsWith(rule.prefix))) {
    for (const versionId of outdated(entry, rule, now)) remove(entry, versionId);
    const [current] = entry.versions;
    if (current?.kind === 'object' && matches(current, rule) && isExpired(current, rule, now)) {
      remove(entry);
    } else if (current?.kind === 'marker' && entry.versions.length === 1 && rule.expiredObjectDeleteMarker) {
      remove(entry, current.versionId);
    }
    for (const moved of transitions(entry, bucket, rule, now)) {
      bucket.retag(moved);
      context.events.moved(bucket, moved, by);
    }
  }
}

const isExpired = ({ lastModified }: ObjectVersion, rule: LifecycleRule, now: number) =>
  isOver(lastModified, rule.expirationDays, now) || isReached(rule.expirationDate, now);

/** Versions that a newer one replaced so long ago that they may go: their time counts from the replacement. */
function outdated({ versions }: KeyEntry, rule: LifecycleRule, now: number): readonly string[] {
  return versions.flatMap((version, index) => {
    const successor = versions[index - 1];
    const stays = index <= (rule.newerNoncurrentVersions ?? 0);
    const over =
      successor && !stays && matches(version, rule) && isOver(successor.lastModified, rule.noncurrentDays, now);
    return over ? [version.versionId] : [];
  });
}

/** Versions as they are once they have moved to the last class whose time has come. */
function transitions(
  { versions }: KeyEntry,
  { config }: Bucket,
  rule: LifecycleRule,
  now: number,
): readonly ObjectVersion[] {
  return versions.flatMap((version, index) => {
    if (version.kind !== 'object' || !matches(version, rule) || isTooSmall(version, rule, config.transitionMinimum))
      return [];
    const due = index === 0 ? dueNow(version, rule, now) : dueSince(versions, index, rule, now);
    const storageClass = due.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)).at(-1);
    const isDown = storageClass !== undefined && ORDER.indexOf(storageClass) > ORDER.indexOf(version.storageClass);
    return isDown ? [{ ...version, storageClass }] : [];
  });
}

/** Rules move objects down this list and never up: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const ORDER = ['STANDARD', 'STANDARD_IA', 'INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'];

const dueNow = ({ lastModified }: ObjectVersion, { transitions: moves = [] }: LifecycleRule, now: number) =>
  moves
    .filter(({ days, date }) => isOver(lastModified, days, now) || isReached(date, now))
    .map(({ storageClass }) => storageClass);

const dueSince = (
  versions: readonly Version[],
  index: number,
  { noncurrentTransitions: moves = [] }: LifecycleRule,
  now: number,
) =>
  moves
    .filter(({ days, newer = 0 }) => index > newer && isOver(versions[index - 1]?.lastModified ?? now, days, now))
    .map(({ storageClass }) => storageClass);

const SMALL_BYTES = 128 * 1024;

/** Objects below 128 KiB stay, unless the rule speaks of sizes or the bucket leaves it to the classes. */
const isTooSmall = ({ size }: ObjectVersion, { sizeAbove, sizeBelow }: LifecycleRule, minimum: string | undefined) =>
  size < SMALL_BYTES && sizeAbove === undefined && sizeBelow === undefined && minimum !== 'varies_by_storage_class';

function sweepUploads(context: S3Context, bucket: Bucket, { prefix, abortIncompleteDays }: LifecycleRule): void {
  for (const { upload } of [...bucket.uploads.values()]) {
    const old = isOver(upload.initiated, abortIncompleteDays, context.clock.now());
    if (old && upload.key.startsWith(prefix)) bucket.abortUpload(upload.uploadId);
  }
}

/** S3 waits for the midnight that follows the last day. */
function isOver(since: number, days: number | undefined, now: number): boolean {
  return days !== undefined && now >= Math.ceil((since + days * DAY_MS) / DAY_MS) * DAY_MS;
}

const isReached = (date: number | undefined, now: number) => date !== undefined && now >= date;

/** A delete marker has neither tags nor a size. */
function matches(
  version: Version,
  { tags, sizeAbove = -1, sizeBelow = Number.POSITIVE_INFINITY }: LifecycleRule,
): boolean {
  if (version.kind === 'marker') return Object.keys(tags).length === 0 && sizeAbove < 0 && !Number.isFinite(sizeBelow);
  const tagged = Object.entries(tags).every(([name, value]) => version.tags[name] === value);
  return tagged && version.size > sizeAbove && version.size < sizeBelow;
}
