import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { BatchGetTracesCommand, UpdateSamplingRuleCommand, XRayClient } from '@aws-sdk/client-xray';
import { systemClock } from '@safelight/asl/clock';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchOne } from '#lab/once/watch-one.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { madeByDefault } from '#tests/support/variants.ts';

const KEY = 'holiday/a b+ü.png';
let system: TestLab;

beforeAll(async () => {
  system = await startSystem();
}, 180_000);

afterAll(() => system.close());

async function develop(key: string, body: Buffer): Promise<PhotoOutcome> {
  const lab = await system.lab();
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: body }));
  return outcomeOf(key);
}

const outcomeOf = async (key: string): Promise<PhotoOutcome> =>
  watchOne(await system.lab(), key, { clock: systemClock, patienceMs: 120_000 });

/** Everything is recorded: which requests are would otherwise be of chance. */
const recordAll = () =>
  new XRayClient(system).send(
    new UpdateSamplingRuleCommand({ SamplingRuleUpdate: { RuleName: 'Default', FixedRate: 1 } }),
  );

it('an upload goes by rule, workflow and functions to variants that can be opened', async () => {
  await recordAll();
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: 'teal' } });
  const outcome = await develop(KEY, await picture.png().toBuffer());
  expect(outcome).toMatchObject({ key: KEY, status: 'READY' });
  const made = outcome.variants.map(({ format, width, height }) => `${format} ${width} x ${height}`);
  expect(made.toSorted()).toEqual(madeByDefault(400, 300));
  const lab = await system.lab();
  const smallest = outcome.variants.toSorted((a, b) => a.width - b.width)[0];
  const { Body } = await lab.s3.send(new GetObjectCommand({ Bucket: lab.names.outputBucket, Key: smallest?.key }));
  const { width, height } = await sharp(await Body?.transformToByteArray()).metadata();
  expect([width, height]).toEqual([smallest?.width, smallest?.height]);
  expect(system.lines).toEqual([]);
  await followed(outcome.executionArn ?? '');
}, 120_000);

/** The trace of an execution, whole: through its functions, its Express child, and what they have called. */
async function followed(executionArn: string): Promise<void> {
  const { states } = await system.lab();
  await expect.poll(() => statusOf(executionArn), { timeout: 60_000 }).toBe('SUCCEEDED');
  const { traceHeader } = await states.send(new DescribeExecutionCommand({ executionArn }));
  const [, root = ''] = /^Root=([^;]+);Sampled=1$/.exec(traceHeader ?? '') ?? [];
  const xray = new XRayClient(system);
  const documents = async () => {
    const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: [root] }));
    return (Traces?.[0]?.Segments ?? []).map(({ Document = '' }) => JSON.parse(Document));
  };
  // What functions send by themselves comes when it comes.
  await expect
    .poll(async () => (await documents()).flatMap(shownOf), { timeout: 60_000 })
    .toEqual(expect.arrayContaining(FOLLOWED));
  await shown(root);
}

/** The same by the read-only routes of the console. */
async function shown(root: string): Promise<void> {
  const ask = async <T>(what: string): Promise<T> =>
    (await fetch(`${system.endpoint}/_console/${what}`)).json() as Promise<T>;
  expect(await ask('traces')).toEqual({ traces: expect.arrayContaining([expect.objectContaining({ Id: root })]) });
  expect(await ask('traces?filter=fault+AND')).toEqual({ traces: [], problem: expect.stringContaining('position 9') });
  const { Segments } = await ask<{ readonly Segments: readonly Part[] }>(`trace?of=${root}`);
  expect(Segments.flatMap(shownOf)).toEqual(expect.arrayContaining(FOLLOWED));
  const names = (await ask<readonly { readonly Name?: string }[]>('service-map')).map(({ Name }) => Name);
  expect(names).toEqual(expect.arrayContaining(['darkroom-dev-image-resize', 'darkroom-dev-images']));
  expect(await ask('trace?of=1-0')).toBeNull();
}

interface Part {
  readonly name: string;
  readonly origin?: string;
  readonly subsegments?: readonly Part[];
}

const within = ({ name, subsegments = [] }: Part): readonly string[] => [name, ...subsegments.flatMap(within)];

/** A segment by its kind and name, and calls of S3 within. */
const shownOf = (segment: Part): readonly string[] => {
  const shown = `${segment.origin} ${segment.name.replace('darkroom-dev-', '')}`;
  return [shown, ...within(segment).flatMap((name) => (name === 'S3' ? [`${shown} > S3`] : []))];
};

const [MACHINE, FUNCTION] = ['AWS::StepFunctions::StateMachine', 'AWS::Lambda::Function'];
const FOLLOWED = [
  ...[`${MACHINE} image-processing`, `${MACHINE} image-metadata`, `AWS::Lambda image-resize`],
  ...['image-inspect', 'image-resize', 'image-convert', 'metadata-read'].map((name) => `${FUNCTION} ${name} > S3`),
  ...['AWS::S3::Bucket S3', 'AWS::DynamoDB::Table DynamoDB'],
];

async function statusOf(executionArn: string | undefined): Promise<string | undefined> {
  const { states } = await system.lab();
  return (await states.send(new DescribeExecutionCommand({ executionArn }))).status;
}
