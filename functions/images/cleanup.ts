import { DeleteObjectsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { revisionPrefix } from '../shared/keys.ts';
import { MetricName, metrics } from '../shared/observability.ts';
import { type CleanupInput, cleanupInput, correlatePhoto } from './inputs.ts';

const outputBucket = required('OUTPUT_BUCKET');

/** Removes all that was made of the named revisions of a photo. Doing it twice does no harm. */
async function cleanup({ key, revisions }: CleanupInput): Promise<{ readonly removed: number }> {
  let removed = 0;
  for (const revision of revisions) removed += await removeFolder(`${revisionPrefix(key, revision)}/`);
  metrics.addMetric(MetricName.ObjectsRemoved, 'Count', removed);
  return { removed };
}

/** A page of a listing has as many keys as one deletion takes: a thousand. */
async function removeFolder(Prefix: string): Promise<number> {
  let removed = 0;
  for await (const { Contents } of paginateListObjectsV2({ client: s3 }, { Bucket: outputBucket, Prefix })) {
    const Objects = (Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) continue;
    const { Errors } = await s3.send(
      new DeleteObjectsCommand({ Bucket: outputBucket, Delete: { Objects, Quiet: true } }),
    );
    if (Errors?.length) throw new Error(`${Errors[0]?.Key} could not be removed: ${Errors[0]?.Code}.`);
    removed += Objects.length;
  }
  return removed;
}

export const handler = createHandler({ input: cleanupInput, correlate: correlatePhoto, run: cleanup });
