import {
  CloudFormationClient,
  DeleteStackCommand,
  GetTemplateCommand,
  paginateListStackResources,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { emptyBuckets } from './lib/empty-buckets.ts';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';
import { say } from './lib/say.ts';

/** Stages whose data must not go by a slip of the fingers. */
const PROTECTED = ['staging', 'prod'];

interface Bucket {
  readonly name: string;
  /** It outlives its stack. */
  readonly isRetained: boolean;
}

/** CloudFront takes its time. */
const PATIENCE_SECONDS = 3600;

async function bucketsOf(client: CloudFormationClient, StackName: string): Promise<Bucket[]> {
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
  const { Resources = {} }: { Resources?: Record<string, { DeletionPolicy?: string }> } = JSON.parse(TemplateBody);
  const buckets: Bucket[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName })) {
    for (const { ResourceType, PhysicalResourceId: name, LogicalResourceId = '' } of page.StackResourceSummaries ??
      []) {
      const isRetained = Resources[LogicalResourceId]?.DeletionPolicy === 'Retain';
      if (ResourceType === 'AWS::S3::Bucket' && name !== undefined) buckets.push({ name, isRetained });
    }
  }
  return buckets;
}

/** CloudFormation deletes only empty buckets; those that it retains may keep what they hold. */
function toEmpty(buckets: readonly Bucket[], keepData: boolean): readonly Bucket[] {
  if (!keepData) return buckets;
  if (buckets.some(({ isRetained }) => isRetained)) return buckets.filter(({ isRetained }) => !isRetained);
  throw new UsageError('--keep-data: this stage retains nothing (dataPolicy in serverless/stages.yml).');
}

/** Rejects where it was not deleted. */
async function deleteStack(client: CloudFormationClient, StackName: string): Promise<void> {
  say(`${StackName}: deleting the stack …`);
  await client.send(new DeleteStackCommand({ StackName }));
  try {
    await waitUntilStackDeleteComplete(
      { client, minDelay: 2, maxDelay: 30, maxWaitTime: PATIENCE_SECONDS },
      { StackName },
    );
  } catch {
    throw new Error(`${StackName} could not be deleted: aws cloudformation describe-stack-events says why.`);
  }
  say(`${StackName} is gone`);
}

await runCommand({
  help: `npm run teardown -- --stage NAME [--keep-data] [--confirm NAME]
Removes a stage: empties its buckets, all versions included, then deletes the stack. What cannot be deleted is named, with exit
code 1, and the stack stays.
  --keep-data      what has the DeletionPolicy Retain (buckets, tables, logs, undelivered orders) stays behind with all it holds
  --confirm NAME   the stage's name once more; needed for ${PROTECTED.join(' and ')}
`,
  options: { ...STAGE_OPTION, 'keep-data': { type: 'boolean', default: false }, confirm: { type: 'string' } },
  async run({ stage, 'keep-data': keepData, confirm }) {
    checkedStage(stage);
    if (confirm !== undefined && confirm !== stage)
      throw new UsageError(`--confirm ${confirm} is not --stage ${stage}.`);
    if (PROTECTED.includes(stage) && confirm !== stage)
      throw new UsageError(`To remove ${stage} add --confirm ${stage}.`);
    const client = new CloudFormationClient();
    const stackName = `darkroom-${stage}`;
    const buckets = toEmpty(await bucketsOf(client, stackName), keepData).map(({ name }) => name);
    const left = await emptyBuckets(new S3Client(), buckets, say);
    if (left > 0) {
      // Half a stack helps nobody: CloudFormation would take the roles and leave the buckets.
      say(`${stackName} stays, as its buckets are not empty: repair what is named above, and run this again.`);
      return 1;
    }
    await deleteStack(client, stackName);
    return 0;
  },
});
