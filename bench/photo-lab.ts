import { setTimeout } from 'node:timers/promises';
import { ListBucketsCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { createClients } from '#local/clients.ts';
import { type Picture, variantCount } from './pictures.ts';
import { stageShares } from './stage-shares.ts';
import type { RunningSystem } from './system.ts';

const UPLOADS_AT_ONCE = 8;
const POLL_MS = 100;
const PATIENCE_MS = 15 * 60 * 1000;

/** The running lab as its users see it: a bucket to put photos into, a bucket with variants, executions. */
export async function openLab({ endpoint, credentials }: RunningSystem) {
  const clients = createClients({ endpoint, region: 'us-east-1' });
  const s3 = await clients.get('s3', credentials);
  const sfn = await clients.get('sfn', credentials);
  const bucket = await namesOf(s3);
  const stateMachineArn = await machineOf(sfn);
  const executions = () => listExecutions(sfn, stateMachineArn);
  let rounds = 0;
  return {
    /** Puts the photos into the source bucket and waits until each of them is done; throws when one has no variants. */
    async develop(pictures: readonly Picture[]): Promise<void> {
      rounds += 1;
      const before = (await executions()).length;
      const made = (await keysIn(s3, bucket.output)).length;
      await upload(s3, bucket.source, pictures, `round-${rounds}`);
      await untilDone(executions, before + pictures.length);
      const expected = pictures.reduce((sum, picture) => sum + variantCount(picture), 0);
      const found = (await keysIn(s3, bucket.output)).length - made;
      if (found !== expected) throw new Error(`${expected} variants were expected, and ${found} were made`);
    },
    /** How the time of the executions divides among their states. */
    async stageShares(): Promise<readonly string[]> {
      const arns = (await executions()).slice(0, SAMPLE).map(({ executionArn = '' }) => executionArn);
      const histories = await Promise.all(arns.map((arn) => historyOf(sfn, arn)));
      clients.destroy();
      return stageShares(histories);
    },
  };
}

const SAMPLE = 50;

async function namesOf(s3: S3Client) {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const named = (end: string) =>
    Buckets.find(({ Name = '' }) => Name.endsWith(end))?.Name ?? missing(`a bucket *${end}`);
  return { source: named('-source'), output: named('-output') };
}

async function machineOf(sfn: SFNClient): Promise<string> {
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
  const found = stateMachines.find(({ name = '' }) => name.endsWith('-image-processing'));
  return found?.stateMachineArn ?? missing('a state machine *-image-processing');
}

function missing(what: string): never {
  throw new Error(`the system has no ${what}`);
}

async function upload(s3: S3Client, Bucket: string, pictures: readonly Picture[], prefix: string): Promise<void> {
  const left = [...pictures];
  const worker = async () => {
    for (let picture = left.shift(); picture !== undefined; picture = left.shift()) {
      await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}/${picture.name}`, Body: picture.bytes }));
    }
  };
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
}

async function untilDone(executions: () => Promise<readonly ExecutionListItem[]>, total: number): Promise<void> {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await setTimeout(POLL_MS)) {
    const all = await executions();
    const failed = all.find(({ status }) => status !== 'RUNNING' && status !== 'SUCCEEDED');
    if (failed) throw new Error(`${failed.executionArn} ended ${failed.status}`);
    if (all.length >= total && all.every(({ status }) => status === 'SUCCEEDED')) return;
  }
  throw new Error(`not all photos were done after ${PATIENCE_MS / 60_000} minutes`);
}

async function listExecutions(sfn: SFNClient, stateMachineArn: string): Promise<readonly ExecutionListItem[]> {
  const all: ExecutionListItem[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1000, ...(nextToken && { nextToken }) }),
    );
    all.push(...(page.executions ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}

async function keysIn(s3: S3Client, Bucket: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, ...(ContinuationToken && { ContinuationToken }) }));
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key).filter((key) => !key.endsWith('.json')));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return keys;
}

async function historyOf(sfn: SFNClient, executionArn: string) {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  return events;
}
