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
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { runCommand } from './lib/command.ts';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';
import { importOf, type ResourceToImport } from './lib/import-template.ts';

const WAIT_SECONDS = 900;
const ChangeSetName = 'adopt-retained-data';

/** The names of all buckets and tables of the account. */
async function existing(): Promise<ReadonlySet<string>> {
  const { Buckets = [] } = await new S3Client().send(new ListBucketsCommand({}));
  const names = new Set(Buckets.map(({ Name }) => `AWS::S3::Bucket ${Name}`));
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient() }, {}))
    for (const name of TableNames) names.add(`AWS::DynamoDB::Table ${name}`);
  return names;
}

await runCommand({
  help: `npm run adopt -- --stage NAME
Makes a stack of the buckets and tables that a deleted stage has left behind (npm run teardown -- --keep-data), with all they
hold. After it, npm run deploy -- --stage NAME makes the rest.
`,
  options: STAGE_OPTION,
  async run({ stage }) {
    const root = dirname(dirname(fileURLToPath(import.meta.url)));
    const compiled = await compiledTemplate({ root, stage: checkedStage(stage) });
    const { Account = '' } = await new STSClient().send(new GetCallerIdentityCommand({}));
    const there = await existing();
    const { template, resources } = importOf(JSON.parse(await readFile(compiled, 'utf8')), Account, ({ type, name }) =>
      there.has(`${type} ${name}`),
    );
    if (resources.length === 0) throw new Error(`${stage} has left nothing behind that it would retain.`);
    await importStack(`darkroom-${stage}`, template, resources);
    process.stdout.write(`now: npm run deploy -- --stage ${stage}\n`);
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
    process.stdout.write(`${LogicalResourceId}: ${Object.values(ResourceIdentifier).join(' ')}\n`);
}
