import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTemplate } from '#local/compile/compile.ts';
import { compiledService } from '#local/compile/service.ts';
import { TurnableClock } from '#local/system/turnable-clock.ts';
import { startSystem, type TestSystem } from '#local/testing/start-system.ts';

const repository = join(import.meta.dirname, '../../../..');
const clock = new TurnableClock();
let root: string;
let dataDir: string;
let system: TestSystem;

async function boot(): Promise<void> {
  const template = await compiledTemplate({ root, stage: 'dev', cacheDir: join(root, 'templates') });
  system = await startSystem({ root, template, dataDir, clock, keepData: true, ...(await compiledService(template)) });
}

const config = () => ({ endpoint: system.endpoint, region: system.region, credentials: system.credentials });
const output = (key: string) => String(system.stack.outputs.find((one) => one.key === key)?.value);
const send = (MessageBody: string) =>
  new SQSClient(config()).send(new SendMessageCommand({ QueueUrl: output('QueueUrl'), MessageBody }));

async function notes() {
  const { Items = [] } = await new DynamoDBClient(config()).send(new ScanCommand({ TableName: output('TableName') }));
  return Object.fromEntries(Items.map(({ id, greeting }) => [id?.S, greeting?.S]));
}

async function succeeded(): Promise<number> {
  const list = new ListExecutionsCommand({ stateMachineArn: output('MachineArn'), statusFilter: 'SUCCEEDED' });
  return (await new SFNClient(config()).send(list)).executions?.length ?? 0;
}

/** Asks again and again; the test's own limit of time ends what never comes. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'errands-'));
  dataDir = join(root, 'data');
  await cp(join(import.meta.dirname, '../service'), root, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await boot();
});
afterAll(async () => {
  await system.close();
  await rm(root, { recursive: true, force: true });
});

describe('the service of another serverless.yml', () => {
  it('claims to run in the region of its stage', () => {
    expect([system.stack.name, system.region]).toEqual(['errands-dev', 'eu-central-1']);
    expect(output('MachineArn')).toBe('arn:aws:states:eu-central-1:000000000000:stateMachine:errands-dev-report');
  });

  it('works through its queue, follows its stream and runs its workflow', async () => {
    await send('a');
    await until(async () => (await succeeded()) === 1);
    expect(await notes()).toEqual({ a: 'hello' });
  });

  it('keeps its schedule', async () => {
    await clock.turn(61_000);
    await until(async () => Object.keys(await notes()).some((id) => id.startsWith('tick-')));
  });

  it('is upgraded in place', async () => {
    await system.close();
    const file = join(root, 'serverless.yml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"hello"', '"good evening"'));
    await boot();
    expect(system.lines).toContainEqual(expect.stringMatching(/^errands-dev is upgraded: .*WorkLambdaFunction/));
    await send('b');
    await until(async () => (await notes()).b === 'good evening');
    expect((await notes()).a).toBe('hello');
  });
});
