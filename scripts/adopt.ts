import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  ExecuteChangeSetCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackImportComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { runCommand } from '@safelight/local/cli/command';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';
import { importOf, type ResourceToImport } from './lib/import-template.ts';
import { say } from './lib/say.ts';

const WAIT_SECONDS = 900;
const ChangeSetName = 'adopt-retained-data';

/** All buckets, tables, log groups and queues of the account: type and name -> what CloudFormation finds it by. */
async function existing(): Promise<ReadonlyMap<string, string>> {
  const { Buckets = [] } = await new S3Client().send(new ListBucketsCommand({}));
  const found = new Map(Buckets.map(({ Name = '' }) => [`AWS::S3::Bucket ${Name}`, Name]));
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient() }, {}))
    for (const name of TableNames) found.set(`AWS::DynamoDB::Table ${name}`, name);
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: new CloudWatchLogsClient() }, {}))
    for (const { logGroupName: name = '' } of logGroups) found.set(`AWS::Logs::LogGroup ${name}`, name);
  for await (const { QueueUrls = [] } of paginateListQueues({ client: new SQSClient() }, { MaxResults: 1000 }))
    for (const url of QueueUrls) found.set(`AWS::SQS::Queue ${url.split('/').at(-1)}`, url);
  return found;
}

await runCommand({
  help: `npm run adopt -- --stage NAME
Makes a stack of the buckets, tables, log groups and queues that a deleted stage has left behind (npm run teardown --
--keep-data), with all they hold. After it, npm run deploy -- --stage NAME makes the rest.
`,
  options: STAGE_OPTION,
  async run({ stage }) {
    const root = dirname(dirname(fileURLToPath(import.meta.url)));
    const compiled = await compiledTemplate({ root, stage: checkedStage(stage) });
    const { Account = '' } = await new STSClient().send(new GetCallerIdentityCommand({}));
    const there = await existing();
    const { template, resources } = importOf(JSON.parse(await readFile(compiled, 'utf8')), Account, ({ type, name }) =>
      there.get(`${type} ${name}`),
    );
    if (resources.length === 0) throw new Error(`${stage} has left nothing behind that it would retain.`);
    await importStack(`darkroom-${stage}`, template, resources);
    say(`now: npm run deploy -- --stage ${stage}`);
    return 0;
  },
});

async function importStack(
  StackName: string,
  TemplateBody: string,
  resources: readonly ResourceToImport[],
): Promise<void> {
  const client = new CloudFormationClient();
  const waiter = { client, maxWaitTime: WAIT_SECONDS };
  await client.send(
    new CreateChangeSetCommand({
      ...{ StackName, ChangeSetName, TemplateBody },
      ChangeSetType: 'IMPORT',
      ResourcesToImport: [...resources],
    }),
  );
  await waitUntilChangeSetCreateComplete(waiter, { StackName, ChangeSetName });
  await client.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName }));
  await waitUntilStackImportComplete(waiter, { StackName });
  for (const { LogicalResourceId, ResourceIdentifier } of resources)
    say(`${LogicalResourceId}: ${Object.values(ResourceIdentifier).join(' ')}`);
}
