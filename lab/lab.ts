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
 * Reads the outputs of a stack such as `darkroom-dev`. Throws one line when the stack is not there. An output that the
 * stack does not have, as one that was deployed before has not all of today's, throws when it is asked for.
 */
export async function labNames(cloudformation: CloudFormationClient, stackName: string): Promise<LabNames> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: stackName }));
  const outputs = new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const output = (name: keyof LabNames): string => {
    const value = outputs.get(OUTPUTS[name]);
    if (value === undefined)
      throw new Error(`The stack ${stackName} has no output ${OUTPUTS[name]}: is it a Darkroom stack, fully deployed?`);
    return value;
  };
  return {
    get sourceBucket() {
      return output('sourceBucket');
    },
    get outputBucket() {
      return output('outputBucket');
    },
    get workBucket() {
      return output('workBucket');
    },
    get imagesTable() {
      return output('imagesTable');
    },
    get ordersTable() {
      return output('ordersTable');
    },
    get imageProcessing() {
      return output('imageProcessing');
    },
    get imageRemoval() {
      return output('imageRemoval');
    },
    get libraryReprocess() {
      return output('libraryReprocess');
    },
    get libraryReport() {
      return output('libraryReport');
    },
  };
}
