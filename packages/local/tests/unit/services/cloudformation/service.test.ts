import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { expect, it, onTestFinished } from 'vitest';
import { createCloudFormationService } from '#services/cloudformation/service.ts';
import { hostGateway } from '#tests/support/gateway-host.ts';

const id = 'arn:aws:cloudformation:us-east-1:000000000000:stack/darkroom-dev/local';

async function host() {
  const gateway = await hostGateway((deps) => {
    const cloudformation = createCloudFormationService(deps);
    cloudformation.putStack({
      createdAt: new Date('2026-01-02T03:04:05Z'),
      stack: {
        name: 'darkroom-dev',
        id,
        description: 'The photo lab',
        parameters: { Stage: 'dev' },
        resources: [
          { logicalId: 'Source', physicalId: 'darkroom-dev-source', type: 'AWS::S3::Bucket' },
          {
            logicalId: 'Alarm',
            physicalId: 'alarm',
            type: 'AWS::CloudWatch::Alarm',
            withoutEffect: 'nobody is woken up',
          },
        ],
        outputs: [{ key: 'SourceBucketName', value: 'darkroom-dev-source', description: 'drop photos here' }],
      },
    });
    return [cloudformation.service];
  });
  onTestFinished(() => gateway.close());
  return new CloudFormationClient(gateway.config());
}

it.each(['darkroom-dev', id, undefined])('describes the stack that is called %s', async (StackName) => {
  const { Stacks } = await (await host()).send(new DescribeStacksCommand({ StackName }));
  expect(Stacks).toMatchObject([
    {
      StackName: 'darkroom-dev',
      StackId: id,
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: new Date('2026-01-02T03:04:05Z'),
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'dev' }],
      Outputs: [{ OutputKey: 'SourceBucketName', OutputValue: 'darkroom-dev-source', Description: 'drop photos here' }],
    },
  ]);
});

it('lists resources, and says which have no local effect', async () => {
  const client = await host();
  const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: 'darkroom-dev' }));
  expect(StackResourceSummaries).toMatchObject([
    { LogicalResourceId: 'Source', PhysicalResourceId: 'darkroom-dev-source', ResourceType: 'AWS::S3::Bucket' },
    { LogicalResourceId: 'Alarm', ResourceStatusReason: 'No local effect: nobody is woken up' },
  ]);
  const command = new DescribeStackResourcesCommand({ StackName: 'darkroom-dev', LogicalResourceId: 'Source' });
  expect((await client.send(command)).StackResources).toHaveLength(1);
});

it('refuses a stack that is not there, as AWS does', async () => {
  const missing = (await host()).send(new DescribeStacksCommand({ StackName: 'other' }));
  await expect(missing).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id other does not exist',
  });
});
