import type { S3Client } from '@aws-sdk/client-s3';
import { eachOf } from './each-of.ts';
import { emptyBucket } from './empty-bucket.ts';

/** Empties buckets, and says of each what became of it. What cannot be deleted is named; answers how much that is. */
export async function emptyBuckets(
  s3: Pick<S3Client, 'send'>,
  names: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  let left = 0;
  const work = async (name: string) => {
    const emptied = await emptyBucket(s3, name);
    say(`${name}: ${emptied.deleted} versions deleted`);
    emptied.left.forEach(say);
    left += emptied.left.length;
  };
  return (await eachOf(names, String, work, say)) + left;
}
