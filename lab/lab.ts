import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

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
} as const satisfies Record<keyof LabNames, string>;

/** Reads the outputs of a stack such as `darkroom-dev`. Throws one line when the stack or an output is not there. */
export async function labNames(cloudformation: CloudFormationClient, stackName: string): Promise<LabNames> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: stackName }));
  const outputs = new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (value === undefined)
      throw new Error(`The stack ${stackName} has no output ${key}: is it a Darkroom stack, fully deployed?`);
    return value;
  };
  return {
    sourceBucket: output(OUTPUTS.sourceBucket),
    outputBucket: output(OUTPUTS.outputBucket),
    workBucket: output(OUTPUTS.workBucket),
    imagesTable: output(OUTPUTS.imagesTable),
    ordersTable: output(OUTPUTS.ordersTable),
    imageProcessing: output(OUTPUTS.imageProcessing),
    imageRemoval: output(OUTPUTS.imageRemoval),
    libraryReprocess: output(OUTPUTS.libraryReprocess),
  };
}
