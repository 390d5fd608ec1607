import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type HistoryEvent, paginateGetExecutionHistory, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { UpdateSamplingRuleCommand, XRayClient } from '@aws-sdk/client-xray';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '@safelight/asl/clock';
import type { Bill } from '@safelight/local/usage/bill/bill';
import type { Cost } from '@safelight/local/usage/bill/cost';
import type { Counts } from '@safelight/local/usage/meter';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '#lab/lab.ts';
import { watch } from '#lab/once/watch.ts';
import { orderPrint } from '#lab/sample-order.ts';
import { root } from '#tests/support/root.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { transitionsOf } from '../../../bench/cost/bill.ts';
import { type Asked, answerTo } from '../../../scripts/cost/answer.ts';
import { ORDER, PHOTO } from '../../../scripts/cost/examples.ts';

const KEY = 'a photo.png';
let system: TestLab;
let lab: Lab;

beforeAll(async () => {
  system = await startSystem();
  lab = await system.lab();
  // Which requests are recorded would otherwise be of chance.
  const everything = { RuleName: 'Default', FixedRate: 1 };
  await new XRayClient(system).send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: everything }));
  const developed = Promise.withResolvers<unknown>();
  const picture = sharp({ create: { width: 1300, height: 900, channels: 3, background: 'teal' } });
  const Body = await picture.png().toBuffer();
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: KEY, Body }));
  await watch(lab, [KEY], { clock: systemClock, patienceMs: 120_000, onOutcome: developed.resolve });
  expect(await developed.promise).toMatchObject({ status: 'READY' });
}, 180_000);
afterAll(() => system.close());

const asked = (about: Asked): Promise<Cost> => answerTo(about, system.endpoint, async () => lab);

/** Once the execution has ended: what follows the last row that others see is part of it. */
async function settled(about: Asked): Promise<Cost & { readonly executionArn: string }> {
  const running = async () => (await asked(about)).usage.executions.filter(({ endedAt }) => endedAt === undefined);
  await expect.poll(running, { timeout: 170_000, interval: 250 }).toEqual([]);
  const cost = await asked(about);
  return { ...cost, executionArn: cost.usage.executions[0]?.executionArn ?? '' };
}

/** Milliseconds and megabytes of the invocations that a function's log reports. */
async function reported(...names: readonly string[]) {
  const logs = new CloudWatchLogsClient(system);
  const lines = await Promise.all(
    names.map((name) =>
      logs.send(
        new FilterLogEventsCommand({ logGroupName: `/aws/lambda/darkroom-dev-${name}`, filterPattern: 'REPORT' }),
      ),
    ),
  );
  return lines.flatMap(({ events = [] }) =>
    events.map(({ message = '' }) => {
      const [, ms, mb] = /Billed Duration: (\d+) ms\tMemory Size: (\d+) MB/.exec(message) ?? [];
      return { ms: Number(ms), mb: Number(mb) };
    }),
  );
}

async function historyOf(executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  const client = lab.states;
  for await (const page of paginateGetExecutionHistory({ client }, { executionArn }))
    events.push(...(page.events ?? []));
  return events;
}

/** What a write of an item of the table costs as it is: a change that changes nothing. */
async function writeUnits(TableName: string, name: string, id: string): Promise<number> {
  const { ConsumedCapacity } = await new DynamoDBClient(system).send(
    new UpdateItemCommand({ TableName, Key: { [name]: { S: id } }, ReturnConsumedCapacity: 'TOTAL' }),
  );
  return ConsumedCapacity?.CapacityUnits ?? 0;
}

const MILLION = 1e6;
/** The cent of a million of the same. */
const CENT = 0.01 / MILLION;

/** By hand: kind -> dollars. Logs are apart: how many lines a function writes is its own affair. */
function expectLines({ lines }: Bill, byHand: Readonly<Record<string, number>>): void {
  const billed = lines.filter(({ kind }) => kind !== 'logs.byte');
  expect(billed.map(({ kind }) => kind)).toEqual(Object.keys(byHand));
  for (const { kind, dollars } of billed) expect(Math.abs(dollars - (byHand[kind] ?? 0)), kind).toBeLessThan(CENT);
}

/** As docs/cost.md tells. */
function expectCounted({ lines }: Bill, counts: Counts): void {
  const billed = Object.fromEntries(lines.map(({ kind, count }) => [kind, count]));
  expect(billed).toMatchObject(counts);
}

const gbSeconds = (invocations: readonly { readonly ms: number; readonly mb: number }[]) =>
  invocations.reduce((sum, { ms, mb }) => sum + (ms / 1_000) * (mb / 1_024), 0);

it('a photo costs what its transitions, functions, requests and units cost', async () => {
  const { executionArn, ...bill } = await settled({ photo: KEY });
  const { usage } = bill;
  const [parent, child] = usage.executions;
  const transitions = transitionsOf(await historyOf(executionArn));
  expect(transitions).toBe(16);
  expectCounted(bill, PHOTO);
  const functions = await reported('image-inspect', 'image-resize', 'image-convert', 'metadata-read');
  expect(functions).toHaveLength(6);
  const steps = Math.ceil(((child?.endedAt ?? 0) - (child?.begunAt ?? 0)) / 100);
  expect(parent?.kind === 'STANDARD' && child?.kind === 'EXPRESS').toBe(true);
  const made = await variantsOf();
  expectLines(bill, {
    'states.transition': (transitions / 1_000) * 0.025,
    'states.express.request': 1 / MILLION,
    'states.express.step': ((steps * 0.1) / 3_600) * (64 / 1_024) * 0.06,
    'lambda.request': (functions.length * 0.2) / MILLION,
    'lambda.arm64.mb-ms': gbSeconds(functions) * 0.0000133334,
    // Hand-overs of three widths, the variants, and the manifest.
    's3.put': ((3 + made + 1) / 1_000) * 0.005,
    // Inspect, Resize and metadata read the photo, each Convert one hand-over.
    's3.get': ((3 + 3) / 1_000) * 0.0004,
    // The claim, the metadata, and the row with its manifest.
    'dynamodb.write-unit': ((1 + 1 + (await writeUnits('darkroom-dev-images', 'key', KEY))) / MILLION) * 0.625,
    'sns.chunk': 0.5 / MILLION,
    'events.chunk': 1 / MILLION,
    // One trace, whatever is in it.
    'xray.recorded': 5 / MILLION,
  });
}, 240_000);

/** How many variants the manifest in the table has. */
async function variantsOf(): Promise<number> {
  const { dynamodb, names } = lab;
  const { Item } = await dynamodb.send(new GetCommand({ TableName: names.imagesTable, Key: { key: KEY } }));
  return Item?.manifest?.variants?.length ?? 0;
}

it('an order costs what its transitions, functions, messages and units cost', async () => {
  const id = await orderPrint(lab, 'darkroom-dev', KEY);
  const hasExecution = () =>
    asked({ order: id }).then(
      () => true,
      () => false,
    );
  await expect.poll(hasExecution, { timeout: 170_000, interval: 250 }).toBe(true);
  const { executionArn, ...bill } = await settled({ order: id });
  const transitions = transitionsOf(await historyOf(executionArn));
  expect(transitions).toBe(20);
  expectCounted(bill, ORDER);
  const functions = await reported('orders-review', 'orders-take-payment');
  expect(functions).toHaveLength(2);
  expectLines(bill, {
    'states.transition': (transitions / 1_000) * 0.025,
    'lambda.request': (2 * 0.2) / MILLION,
    'lambda.arm64.mb-ms': gbSeconds(functions) * 0.0000133334,
    // Claim, Begin reserving, Begin paying, Begin printing and Close order; Use; the ledger: rows below 1 KB. Reserve is a
    // transaction of two.
    'dynamodb.write-unit': ((7 + 2 * 2) / MILLION) * 0.625,
    // Review order and Take payment read the order, Find photos the photo, the ledger its entry: each consistently.
    'dynamodb.read-unit': (4 / MILLION) * 0.125,
    'sqs.chunk': 0.4 / MILLION,
    'sns.chunk': 0.5 / MILLION,
    'events.chunk': 1 / MILLION,
    // Of the consumer that started it, and of all that it leads to.
    'xray.recorded': 5 / MILLION,
  });
}, 240_000);

it('a Distributed Map pays for the list that it reads and the results that it writes', async () => {
  const input = JSON.stringify({ from: 'LIBRARY', prefix: KEY });
  const start = new StartExecutionCommand({ stateMachineArn: lab.names.libraryReport, input });
  const { executionArn = '' } = await lab.states.send(start);
  const { usage } = await settled({ execution: executionArn });
  // One page of the bucket; SUCCEEDED_0.json and manifest.json.
  expect(usage.executions[0]?.states['Count photos']).toMatchObject({ 's3.put': 3 });
}, 240_000);

it.each<[Asked, string, string]>([
  [{ execution: 'arn:aws:states:us-east-1:000000000000:execution:no:no' }, 'Error', 'Nothing is metered of arn'],
  [{ photo: 'none.jpg' }, 'Error', 'There is no execution of none.jpg.'],
  [{ order: 'none' }, 'Error', 'There is no execution of none.'],
  [{ photo: 'a', order: 'b' }, 'UsageError', '--photo and --order exclude each other.'],
  [{ since: 'yesterday' }, 'UsageError', '--since takes a time such as'],
  [{ price: ['tea=1'] }, 'UsageError', '--price takes KIND=DOLLARS'],
])('%j is one line', async (about, name, says) => {
  await expect(asked(about)).rejects.toMatchObject({ name, message: expect.stringContaining(says) });
});

it('where nothing listens is one line', async () => {
  await expect(answerTo({}, 'http://127.0.0.1:1', async () => lab)).rejects.toThrow(
    'http://127.0.0.1:1 meters nothing',
  );
});

it('the command prints the same, and everything holds what one photo does', async () => {
  const { endpoint, region, credentials } = system;
  const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, ...keys };
  const words = [`${root}/scripts/cost/main.ts`, '--photo', KEY, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  const one = await asked({ photo: KEY });
  const program = JSON.parse(stdout);
  expect(program).toMatchObject({ dollars: one.dollars, byState: one.byState });
  const [{ executionArn = '' } = {}] = one.usage.executions;
  const route = await fetch(`${endpoint}/_console/cost?of=${encodeURIComponent(executionArn)}`);
  expect(await route.json()).toEqual(program);
  const all = await asked({});
  expect(all.usage.executions).toContainEqual(one.usage.executions[0]);
  expect(all.dollars).toBeGreaterThan(one.dollars);
  expect(await asked({ since: '2999-01-01T00:00:00Z' })).toMatchObject({ lines: [], dollars: 0 });
}, 240_000);
