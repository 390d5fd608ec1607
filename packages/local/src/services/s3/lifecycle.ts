import type { Requester } from '#services/s3/events.ts';
import type { S3Context } from '#services/s3/operation.ts';
import { deleteVersion } from '#services/s3/operations/delete-object.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { LifecycleRule } from '#services/s3/store/bucket-config.ts';
import type { KeyEntry } from '#services/s3/store/object-index.ts';
import type { Version } from '#services/s3/store/version.ts';

const DAY_MS = 86_400_000;

/**
 * Removes what the lifecycle rules of the buckets let go, as S3 does once a day.
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
    if (
      current?.kind === 'object' &&
      matchesTags(current, rule) &&
      isOver(current.lastModified, rule.expirationDays, now)
    ) {
      remove(entry);
    } else if (current?.kind === 'marker' && entry.versions.length === 1 && rule.expiredObjectDeleteMarker) {
      remove(entry, current.versionId);
    }
  }
}

/** Versions that a newer one replaced so long ago that they may go: their time counts from the replacement. */
function outdated({ versions }: KeyEntry, rule: LifecycleRule, now: number): readonly string[] {
  return versions.flatMap((version, index) => {
    const successor = versions[index - 1];
    const over = successor && matchesTags(version, rule) && isOver(successor.lastModified, rule.noncurrentDays, now);
    return over ? [version.versionId] : [];
  });
}

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

const matchesTags = (version: Version, { tags }: LifecycleRule) =>
  Object.entries(tags).every(([name, value]) => version.kind === 'object' && version.tags[name] === value);
