import { PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Lab } from '#lab/lab.ts';
import type { RunningSystem } from '#lab/running-lab.ts';
import { labOf } from '#lab/running-lab.ts';
import { transitionsOf } from '../cost/bill.ts';
import { median } from '../measure.ts';
import { untilDone } from './developed.ts';
import { type Picture, variantCount } from './pictures.ts';
import { stageShares } from './stage-shares.ts';

const UPLOADS_AT_ONCE = 8;
const POLL_MS = 100;
const PATIENCE_MS = 5 * 60_000;

type Reachable = Pick<RunningSystem, 'endpoint' | 'credentials'>;

/** The running lab as its users see it: a bucket to put photos into, and what becomes of them. */
export async function openLab(system: Reachable) {
  const lab = await labOf(system);
  let rounds = 0;
  return {
    /** Puts the photos into the source bucket and waits until each of them is done; throws when one has no variants. */
    async develop(pictures: readonly Picture[]): Promise<void> {
      rounds += 1;
      const photos = pictures.map(({ name, bytes }) => ({ key: `round-${rounds}/${name}`, bytes }));
      await Promise.all([
        upload(lab, photos),
        untilDeveloped(
          lab,
          photos.map(({ key }) => key),
        ),
      ]);
      const expected = pictures.reduce((sum, picture) => sum + variantCount(picture), 0);
      const found = await variantsBelow(lab, `round-${rounds}/`);
      if (found !== expected) throw new Error(`${expected} variants were expected, and ${found} were made`);
    },
    /** How the time of the executions divides among their states, and what Step Functions would count of them. */
    async stageShares(): Promise<readonly string[]> {
      const read = await histories(lab);
      return [...stageShares(read), `${median(read.map(transitionsOf))} state transitions a photo`];
    },
  };
}

async function upload({ s3, names }: Lab, photos: readonly { key: string; bytes: Buffer }[]): Promise<void> {
  const left = photos.values();
  const worker = async () => {
    for (const { key, bytes } of left)
      await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body: bytes }));
  };
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
}

async function untilDeveloped(lab: Lab, keys: readonly string[]): Promise<void> {
  for (const [key, { status }] of await untilDone(lab, keys, { pollMs: POLL_MS, patienceMs: PATIENCE_MS }))
    if (status !== 'READY') throw new Error(`${key} ended ${status}`);
}

async function variantsBelow({ s3, names }: Lab, Prefix: string): Promise<number> {
  let count = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: names.outputBucket, Prefix }))
    count += Contents.filter(({ Key = '' }) => !Key.endsWith('.json')).length;
  return count;
}

const SAMPLE = 50;

async function histories({ states, names }: Lab) {
  const { executions = [] } = await states.send(
    new ListExecutionsCommand({ stateMachineArn: names.imageProcessing, maxResults: SAMPLE }),
  );
  const read = executions.map(({ executionArn }) =>
    states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 })),
  );
  return (await Promise.all(read)).map(({ events = [] }) => events);
}
