import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UsageError } from '@safelight/local/cli/usage';

/** A running photo lab as its users reach it, here or on AWS: clients, and the names that its stack's outputs tell. */
export interface Lab {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly states: SFNClient;
  readonly names: LabNames;
}

export interface LabNames {
  readonly sourceBucket: string;
  readonly outputBucket: string;
  readonly workBucket: string;
  readonly imagesTable: string;
  readonly ordersTable: string;
  readonly imageProcessing: string;
  readonly imageRemoval: string;
  readonly libraryReprocess: string;
  readonly libraryReport: string;
}

/** Output keys of the stack. */
const OUTPUTS = {
  sourceBucket: 'SourceBucketName',
  outputBucket: 'OutputBucketName',
  workBucket: 'WorkBucketName',
  imagesTable: 'ImagesTableName',
  ordersTable: 'OrdersTableName',
  imageProcessing: 'ImageProcessingArn',
  imageRemoval: 'ImageRemovalArn',
  libraryReprocess: 'LibraryReprocessArn',
  libraryReport: 'LibraryReportArn',
} as const satisfies Record<keyof LabNames, string>;

/**
 * Reads the outputs of a stack such as `darkroom-dev`. Throws a `UsageError` of one line when the stack is not there. An output that the
 * stack does not have, as one that was deployed before has not all of today's, throws when it is asked for.
 */
export async function labNames(cloudformation: CloudFormationClient, stackName: string): Promise<LabNames> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const { Stacks } = await cloudformation
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: unknown) => {
      if (!(error instanceof Error) || !error.message.endsWith('does not exist')) throw error;
      throw new UsageError(
        `There is no stack ${stackName}: name a stage that is deployed, or a system that runs (AWS_ENDPOINT_URL).`,
      );
    });
  const outputs = new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  return new Proxy<LabNames>(OUTPUTS, {
    get(keys, name) {
      const key: unknown = Reflect.get(keys, name);
      if (typeof key !== 'string') return undefined;
      const value = outputs.get(key);
      if (value !== undefined) return value;
      throw new Error(`The stack ${stackName} has no output ${key}: is it a Darkroom stack, fully deployed?`);
    },
  });
}
