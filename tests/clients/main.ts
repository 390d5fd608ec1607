import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SFNClient, StartSyncExecutionCommand, TestStateCommand } from '@aws-sdk/client-sfn';
import { runCommand } from '@safelight/local/cli/command';
import { samplePhoto } from '#lab/sample-photo.ts';
import { root } from '#tests/support/root.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { pythonTools } from '../../scripts/lib/python-tools.ts';
import { commandsOf } from './documented.ts';
import { runExercises } from './exercises/run.ts';
import { type Flow, flows } from './flows.ts';
import { functionFlows, functionZips } from './function-flows.ts';
import { roleFlows, rolePolicies } from './role-flows.ts';
import { sdks } from './sdks.ts';
import { runSecondStage } from './second-stage.ts';
import { stackFlows, stackTemplates } from './stack-flows.ts';
import { type Cli, cliV1, cliV2 } from './tools.ts';
import { traceFlows, traceWords } from './trace-flows.ts';
import { tracedPhoto } from './traced-photo.ts';

interface Context {
  readonly system: TestLab;
  readonly environment: NodeJS.ProcessEnv;
  readonly words: Readonly<Record<string, string>>;
}

const LARGE = 20 * 1024 * 1024;
const COMMAND_MS = 120_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-clients-'));
  const bin = await pythonTools(root, 'awscli', 'boto3');
  const system = await startSystem();
  try {
    const context = await contextOf(system, folder);
    const v2 = await cliV2();
    let failed = await runBoto3(context, bin);
    failed += await runJavaScript(context);
    failed += await runSdks(context);
    failed += await runFlows(context, await cliV1(bin), 'v1');
    failed += await runAllExercises(folder, await cliV1(bin));
    failed += await runDocumented(context, bin);
    failed += await runStage(context);
    if (typeof v2 === 'string') say(`skip ${v2}`);
    else failed += (await runFlows(context, v2, 'v2')) + (await runAllExercises(folder, v2));
    return failed;
  } finally {
    await system.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function contextOf(system: TestLab, folder: string): Promise<Context> {
  const output = (key: string) => system.stack.outputs.find((one) => one.key === key)?.value ?? '';
  await writeFile(join(folder, 'photo.jpg'), await samplePhoto());
  await writeFile(join(folder, 'large.bin'), Buffer.alloc(LARGE, 'darkroom'));
  const words = {
    DIR: folder,
    SOURCE: output('SourceBucketName'),
    OUTPUT: output('OutputBucketName'),
    WORK: output('WorkBucketName'),
    IMAGE_PROCESSING: output('ImageProcessingArn'),
    IMAGE_METADATA: output('ImageProcessingArn').replace('image-processing', 'image-metadata'),
    EXECUTIONS: output('ImageProcessingArn').replace(':stateMachine:', ':execution:'),
    QUEUE: output('ImageEventsDeadLetterQueueUrl'),
    TOPIC: output('ImagesTopicArn'),
    TABLE: output('ImagesTableName'),
    ALARM: 'darkroom-dev-ImageRemovalFailedAlarm',
    EARLIER: anHourFrom(-1),
    LATER: anHourFrom(1),
    ...traceWords(Date.now()),
    PHOTO_TRACE: await tracedPhoto(system),
  };
  await writeInputs(folder, words.SOURCE);
  return { system, words, environment: environmentOf(system) };
}

async function writeInputs(folder: string, bucket: string): Promise<void> {
  const object = { key: 'cli/a+b.jpg', size: 1, etag: '0'.repeat(32), sequencer: '00' };
  const event = { id: '1', account: '000000000000', source: 'cli', time: '2026-01-01T00:00:00Z', region: 'us-east-1' };
  const files: Readonly<Record<string, object>> = {
    'event.json': { detail: { bucket: { name: bucket }, object } },
    'empty.json': {},
    ...rolePolicies,
    ...stackTemplates,
    'pattern.json': { source: [{ prefix: 'c' }] },
    'entries.json': [{ Source: 'cli', DetailType: 'Hello', Detail: '{}' }],
    'an-event.json': { ...event, 'detail-type': 'Hello', resources: [], detail: {} },
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
  for (const [name, content] of Object.entries(functionZips)) await writeFile(join(folder, name), content);
}

const anHourFrom = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

function environmentOf({ endpoint, region, credentials }: TestLab): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: tmpdir(),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function runBoto3({ environment, words, system }: Context, bin: string): Promise<number> {
  const names = {
    ...{ photo: join(words.DIR ?? '', 'photo.jpg'), source: words.SOURCE, output: words.OUTPUT, work: words.WORK },
    ...{ table: words.TABLE, machine: words.IMAGE_PROCESSING, key: system.credentials.accessKeyId },
  };
  const script = join(root, 'tests/clients/boto3_flows.py');
  const { code, text } = await run(join(bin, 'python'), [script, JSON.stringify(names)], environment);
  say(text.trimEnd());
  const count = (mark: string) => text.split('\n').filter((line) => line.startsWith(mark)).length;
  counts.passed += count('ok ');
  // A script that ends before its first flow has failed as well.
  return code === 0 ? 0 : Math.max(1, count('FAIL'));
}

/** The SDK for JavaScript does not read the setting that the others read: it has to be told. */
async function runJavaScript({ system, words }: Context): Promise<number> {
  const ask = async (disableHostPrefix: boolean) => {
    const client = new SFNClient({ ...system, disableHostPrefix, maxAttempts: 1 });
    const start = new StartSyncExecutionCommand({ stateMachineArn: words.IMAGE_METADATA });
    const test = new TestStateCommand({ definition: '{"Type":"Pass","End":true}' });
    const asked = Promise.all([client.send(start), client.send(test)]);
    const answer = await asked.catch((error: Error) => error);
    client.destroy();
    return answer instanceof Error ? answer.message : answer.map(({ status }) => status).join(' ');
  };
  const answers = [await ask(true), await ask(false)];
  const isRight = answers[0] === 'FAILED SUCCEEDED' && /sync-127\.0\.0\.1/.test(answers[1] ?? '');
  say(
    `${isRight ? 'ok  ' : 'FAIL'} SDK for JavaScript: StartSyncExecution and TestState with disableHostPrefix, and not without: ${answers}`,
  );
  if (isRight) counts.passed++;
  return isRight ? 0 : 1;
}

/** Nor do those for Go and Java, by what they do: each has an option of its own. */
async function runSdks({ environment, words }: Context): Promise<number> {
  let failed = 0;
  for (const sdk of sdks) {
    const built = await sdk.build(root).catch((error: Error) => error);
    if (built instanceof Error) {
      say(`skip ${sdk.name} cannot be built here: ${built.message.split('\n')[0]}`);
      continue;
    }
    const [program, ...before] = built;
    const { text } = await run(program, [...before, words.IMAGE_METADATA ?? ''], environment);
    const isRight = /^told FAILED SUCCEEDED$/m.test(text) && /^own .*(sync-127\.0\.0\.1|UnknownHost)/m.test(text);
    say(
      `${isRight ? 'ok  ' : 'FAIL'} ${sdk.name}: StartSyncExecution and TestState with its option, and not without${isRight ? '' : `\n     ${text.trim()}`}`,
    );
    if (isRight) counts.passed++;
    else failed++;
  }
  return failed;
}

const counts = { passed: 0 };

async function runFlows({ words, ...rest }: Context, cli: Cli, version: 'v1' | 'v2'): Promise<number> {
  // A name of its own: the name of an execution stays taken.
  const context = { ...rest, words: { ...words, NAME: `from-${version}` } };
  let failed = 0;
  for (const flow of [...flows, ...roleFlows, ...functionFlows, ...stackFlows, ...traceFlows].filter(
    ({ only = version }) => only === version,
  )) {
    const { code, text } = await runFlow(context, cli, flow);
    const isRight = (code !== 0) === (flow.fails === true) && flow.shows.test(text);
    say(
      `${isRight ? 'ok  ' : 'FAIL'} ${cli.name}: ${flow.does}${isRight ? '' : `\n     aws ${flow.command}\n     ${text.trim().slice(0, 600)}`}`,
    );
    if (isRight) counts.passed++;
    else failed++;
  }
  return failed;
}

async function runAllExercises(folder: string, cli: Cli): Promise<number> {
  const { passed, failed } = await runExercises({ cli, folder, run, environmentOf, say });
  counts.passed += passed;
  return failed;
}

/** What docs/faults.md tells its readers to do: at the end a message about the alarm is there. */
async function runDocumented({ environment }: Context, bin: string): Promise<number> {
  const env = { ...environment, PATH: `${bin}:${environment.PATH}` };
  let last = '';
  for (const command of commandsOf(root, 'docs/faults.md', 'See an alarm fire')) {
    const { code, text } = await run('bash', ['-c', command], env);
    if (code !== 0) {
      say(`FAIL docs/faults.md: ${command}\n     ${text.trim()}`);
      return 1;
    }
    last = text;
  }
  const isHeard = /ALARM: .*darkroom-dev-OrderNeedsAttentionAlarm.* in US East/.test(last);
  say(`${isHeard ? 'ok  ' : 'FAIL'} docs/faults.md: see an alarm fire${isHeard ? '' : `\n     ${last.trim()}`}`);
  if (isHeard) counts.passed++;
  return isHeard ? 0 : 1;
}

function runStage({ environment }: Context): Promise<number> {
  return runSecondStage(
    // npm finds its registry by its own settings, which lie at home.
    (program, words) => run(program, words, { ...process.env, ...environment, HOME: process.env.HOME }),
    (isRight, what) => {
      say(`${isRight ? 'ok  ' : 'FAIL'} ${what}`);
      if (isRight) counts.passed++;
    },
  );
}

async function runFlow({ words, environment, system }: Context, cli: Cli, { command, nextSecond }: Flow) {
  if (nextSecond) await sleep(1000);
  const filled = command
    .split(' ')
    .map((word) => word.replaceAll(/\$([A-Z_]+)/g, (_, name: string) => words[name] ?? ''));
  const endpoint = cli.endpointOption || filled[0] === 'sqs' ? ['--endpoint-url', system.endpoint] : [];
  return run(cli.program, [...endpoint, ...filled], environment);
}

function run(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(
      program,
      words,
      { cwd: root, env, timeout: COMMAND_MS, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : 1, text: `${stdout}${stderr}` });
      },
    );
  });
}

await runCommand({
  help: `npm run test:clients
Does what people do with today's AWS CLI v1 and boto3 (from PyPI), with Debian's CLI v2 and with the SDK for JavaScript, in their
default settings, against a running system. Needs Python 3.
`,
  ends: true,
  options: {},
  async run() {
    const failed = await main();
    say(`${counts.passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  },
});
