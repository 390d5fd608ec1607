import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { runCommand, UsageError } from './lib/command.ts';
import { emptyBucket } from './lib/empty-bucket.ts';
import { checkedStage, framework, STAGE_OPTION } from './lib/framework.ts';

/** Stages whose data must not go by a slip of the fingers. */
const PROTECTED = ['staging', 'prod'];

async function bucketsOf(stackName: string): Promise<string[]> {
  const buckets: string[] = [];
  for await (const page of paginateListStackResources(
    { client: new CloudFormationClient() },
    { StackName: stackName },
  )) {
    for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId !== undefined) buckets.push(PhysicalResourceId);
    }
  }
  return buckets;
}

await runCommand({
  help: `npm run teardown -- --stage NAME [--keep-data] [--confirm NAME]
Removes a stage: empties its buckets, all versions included, then deletes the stack.
  --keep-data      empty nothing: buckets and tables whose DeletionPolicy is Retain stay behind with all they hold
  --confirm NAME   the stage's name once more; needed for ${PROTECTED.join(' and ')}
`,
  options: { ...STAGE_OPTION, 'keep-data': { type: 'boolean', default: false }, confirm: { type: 'string' } },
  async run({ stage, 'keep-data': keepData, confirm }) {
    checkedStage(stage);
    if (PROTECTED.includes(stage) && confirm !== stage)
      throw new UsageError(`To remove ${stage} add --confirm ${stage}.`);
    const s3 = new S3Client();
    for (const bucket of keepData ? [] : await bucketsOf(`darkroom-${stage}`)) {
      const deleted = await emptyBucket(s3, bucket);
      process.stdout.write(`${bucket}: ${deleted} versions deleted\n`);
    }
    return framework('remove', '--stage', stage);
  },
});
