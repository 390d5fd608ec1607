import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

const FILES = join(import.meta.dirname, '../../../../asl/tests/item-reader/parquet');

const assume = { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
const mayRead = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::lists/*' };
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'PARQUET' },
        Arguments: { Bucket: 'lists', Key: '{% $states.input.key %}' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Done',
        States: { Done: { Type: 'Succeed' } },
      },
      End: true,
    },
  },
};

const template = {
  Resources: {
    Lists: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'lists' } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [assume] },
        Policies: [{ PolicyName: 'read', PolicyDocument: { Version: '2012-10-17', Statement: [mayRead] } }],
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'each',
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DefinitionString: JSON.stringify(definition),
      },
    },
  },
};

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ template });
});
afterAll(() => system.close());

async function each(key: string) {
  const client = new SFNClient(system);
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:each';
  const input = JSON.stringify({ key });
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return { output, error, cause };
  }
}

it('a Parquet file in a bucket is read in parts, with the permission to get the object alone', async () => {
  const s3 = new S3Client({ ...system, forcePathStyle: true });
  const Body = await readFile(join(FILES, 'snappy.parquet'));
  await s3.send(new PutObjectCommand({ Bucket: 'lists', Key: 'photos.parquet', Body }));
  const { output = '' } = await each('photos.parquet');
  expect(JSON.parse(output)).toEqual(JSON.parse(await readFile(join(FILES, 'rows.json'), 'utf8')));
});

it('one that is not there fails as S3 says to those who may not list', async () => {
  expect(await each('none.parquet')).toMatchObject({
    error: 'States.ItemReaderFailed',
    cause: expect.stringContaining('is not authorized to perform: s3:ListBucket'),
  });
});

it.each([
  ['nothing', ''],
  ['fewer bytes than any such file has', 'PAR1'],
])('one with %s is no Parquet file', async (name, Body) => {
  const s3 = new S3Client({ ...system, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: 'lists', Key: `${name}.parquet`, Body }));
  expect(await each(`${name}.parquet`)).toMatchObject({
    error: 'States.ItemReaderFailed',
    cause: 'The object is not a Parquet file',
  });
});
