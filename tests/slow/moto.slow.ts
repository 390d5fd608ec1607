import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { NoPythonError, pythonTools } from '../../scripts/lib/python-tools.ts';

const bin = await pythonTools(root, 'moto[server]==5.2.5').catch((error: unknown) => {
  if (!(error instanceof NoPythonError)) throw error;
  process.stdout.write(`skipped: moto did not run. ${error.message}\n`);
});

/** moto's server: another implementation of AWS's endpoints, by other people. https://docs.getmoto.org */
interface Moto {
  readonly endpoint: string;
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  log(): string;
}

function startMoto(): Promise<Moto> {
  const child = spawn(join(bin ?? '', 'moto_server'), ['-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (endpoint) resolve({ endpoint, process: child, log: () => text });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => reject(new Error(`moto does not start: ${text}`)));
  });
}

describe.skipIf(bin === undefined)('with AWS_ENDPOINT_URL at moto, unchanged', () => {
  let moto: Moto;
  let config: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'moto', secretAccessKey: 'moto' };
    config = { endpoint: moto.endpoint, region: 'us-east-1', credentials };
  });
  afterAll(() => void moto?.process.kill());

  /** As `npm run NAME -- …` runs it. */
  function script(name: string, ...words: readonly string[]) {
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: moto.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'moto',
      AWS_SECRET_ACCESS_KEY: 'moto',
    };
    return new Promise<{ code: number; said: string }>((resolve) => {
      execFile(
        process.execPath,
        [join(root, `scripts/${name}.ts`), ...words],
        { cwd: root, env },
        (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
      );
    });
  }

  it('npm run deploy makes the stack', async () => {
    const { code, said } = await script('deploy', '--stage', 'dev');
    expect(said).toContain('Service deployed to stack darkroom-dev');
    expect(code).toBe(0);
  });

  it('the stack has its outputs, and its functions', async () => {
    const { Stacks } = await new CloudFormationClient(config).send(new DescribeStacksCommand({}));
    const outputs = new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
    expect(outputs.get('SourceBucketName')).toBe('darkroom-dev-123456789012-source');
    expect(outputs.get('OrdersTableName')).toBe('darkroom-dev-orders');
    const { Functions = [] } = await new LambdaClient(config).send(new ListFunctionsCommand({}));
    expect(Functions.map(({ FunctionName }) => FunctionName)).toContain('darkroom-dev-image-convert');
    expect(new Set(Functions.map(({ Runtime }) => Runtime))).toEqual(new Set(['nodejs24.x']));
  });

  it('npm run smoke uploads, and says that nothing answers: moto delivers no events to workflows', async () => {
    const { code, said } = await script('smoke', '--stage', 'dev', '--patience', '3');
    expect(said).toMatch(/^uploading smoke\/[^\n]+\n[^\n]+ is FAILED: Nothing happened for 3 s: [^\n]+\n$/);
    expect(code).toBe(1);
  });

  it('docs/deploy.md names the resource types that moto accepts without making them', async () => {
    const types = [...moto.log().matchAll(/No Moto CloudFormation support for ([\w:]+)/g)].map((match) => match[1]);
    const page = await readFile(join(root, 'docs/deploy.md'), 'utf8');
    const section = /## Against another implementation[\s\S]*?(?=\n## |$)/.exec(page)?.[0] ?? '';
    const named = [...section.matchAll(/`(AWS::\w+::\w+)`/g)].map((match) => match[1]);
    expect(named.sort()).toEqual([...new Set(types)].sort());
  });

  it('npm run teardown leaves nothing', async () => {
    const photo = { Bucket: 'darkroom-dev-123456789012-source', Key: 'left.jpg', Body: 'photo' };
    await new S3Client(config).send(new PutObjectCommand(photo));
    const { code, said } = await script('teardown', '--stage', 'dev');
    expect(said).toContain('darkroom-dev-123456789012-source: 1 versions deleted');
    expect(code).toBe(0);
    expect((await new S3Client(config).send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect((await new DynamoDBClient(config).send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });

  it('npm run deploy makes prod, but moto does not tell the outputs of its distribution, which it has not made', async () => {
    const { code, said } = await script('deploy', '--stage', 'prod');
    expect(said).toContain('Stack darkroom-prod failed to deploy');
    expect(moto.log()).toContain('Fn::GetAtt references undefined resource Downloads');
    expect(code).toBe(1);
    const { StackSummaries = [] } = await new CloudFormationClient(config).send(new ListStacksCommand({}));
    expect(StackSummaries.map(({ StackName, StackStatus }) => `${StackName} ${StackStatus}`)).toContain(
      'darkroom-prod UPDATE_COMPLETE',
    );
  });

  it('npm run teardown --keep-data removes prod, and leaves its data with all that it holds', async () => {
    const [s3, dynamodb] = [new S3Client(config), new DynamoDBClient(config)];
    const kept = { Bucket: 'darkroom-prod-123456789012-source', Key: 'a.jpg' };
    const Key = { key: { S: 'a.jpg' } };
    await s3.send(new PutObjectCommand({ ...kept, Body: 'kept' }));
    await s3.send(new PutObjectCommand({ Bucket: 'darkroom-prod-123456789012-work', Key: 'a', Body: 'on its way' }));
    await dynamodb.send(new PutItemCommand({ TableName: 'darkroom-prod-images', Item: Key }));

    const unconfirmed = await script('teardown', '--stage', 'prod', '--keep-data');
    expect(unconfirmed).toEqual({ code: 2, said: 'To remove prod add --confirm prod.\n' });
    const { code, said } = await script('teardown', '--stage', 'prod', '--keep-data', '--confirm', 'prod');
    expect(said).toContain('darkroom-prod-123456789012-work: 1 versions deleted');
    expect(code).toBe(0);

    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).sort()).toEqual(
      ['output', 'source'].map((name) => `darkroom-prod-123456789012-${name}`),
    );
    const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
    expect(TableNames.sort()).toEqual(['images', 'orders', 'payments', 'stock'].map((name) => `darkroom-prod-${name}`));
    expect(await (await s3.send(new GetObjectCommand(kept))).Body?.transformToString()).toBe('kept');
    expect((await dynamodb.send(new GetItemCommand({ TableName: 'darkroom-prod-images', Key }))).Item).toEqual(Key);
  });

  it('npm run adopt asks for the import of all that was kept; moto knows no import, so what follows is its own', async () => {
    await script('adopt', '--stage', 'prod');
    const { Changes = [] } = await new CloudFormationClient(config).send(
      new DescribeChangeSetCommand({ StackName: 'darkroom-prod', ChangeSetName: 'adopt-retained-data' }),
    );
    const workflows = [
      'ImageMetadata',
      'ImageProcessing',
      'ImageRemoval',
      'LibraryReport',
      'LibraryReprocess',
      'OrderProcessing',
    ];
    const images = [
      'ImageCleanup',
      'ImageConvert',
      'ImageInspect',
      'ImageResize',
      'LibraryWriteReport',
      'MetadataRead',
    ];
    const orders = ['OrdersConsume', 'OrdersReturnPayment', 'OrdersReview', 'OrdersTakePayment'];
    const logGroups = [...workflows, ...images, ...orders].map((name) => `${name}LogGroup`);
    const tables = ['ImagesTable', 'OrdersTable', 'PaymentsTable', 'StockTable'];
    expect(Changes.map(({ ResourceChange }) => ResourceChange?.LogicalResourceId).sort()).toEqual(
      [...tables, ...logGroups, 'OutputBucket', 'SourceBucket', 'OrdersUndeliveredQueue'].sort(),
    );
  });

  it('npm run adopt finds nothing in a stage that retains nothing', async () => {
    const { code, said } = await script('adopt', '--stage', 'dev');
    expect([code, said]).toEqual([1, 'dev has left nothing behind that it would retain.\n']);
  });
});
