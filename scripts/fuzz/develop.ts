import { PutObjectCommand } from '@aws-sdk/client-s3';
import { systemClock } from '@safelight/asl/clock';
import type { Lab } from '#lab/lab.ts';
import { watch } from '#lab/once/watch.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { forEachAtOnce } from '../lib/at-once.ts';
import type { Case } from './case.ts';

const UPLOADS_AT_ONCE = 8;
const PATIENCE_MS = 5 * 60_000;

/** Uploads a few pictures and waits until the lab is done with each. */
export async function develop(
  lab: Lab,
  cases: readonly Case[],
  onOutcome: (outcome: PhotoOutcome) => void,
): Promise<void> {
  const { s3, names } = lab;
  await forEachAtOnce(UPLOADS_AT_ONCE, cases, async ({ key, bytes }) => {
    await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body: bytes }));
  });
  const keys = cases.map(({ key }) => key);
  await watch(lab, keys, { clock: systemClock, patienceMs: PATIENCE_MS, onOutcome });
}
