import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Lab } from './lab.ts';
import { labNames } from './lab.ts';

export interface Connection {
  readonly stackName: string;
  /** Where the environment does not say: `AWS_ENDPOINT_URL`, `AWS_REGION` and credentials are taken from it by default. */
  readonly endpoint?: string;
  readonly region?: string;
  /** How requests reach the endpoint: over sockets, unless told otherwise. */
  readonly requestHandler?: NonNullable<S3ClientConfig['requestHandler']>;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Finds a photo lab by its stack, with SDK clients as any user would make them. */
export async function connectLab({ stackName, ...config }: Connection): Promise<Lab> {
  const [{ S3Client }, { DynamoDBClient }, { DynamoDBDocumentClient }, { SFNClient }, { CloudFormationClient }] =
    await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/client-dynamodb'),
      import('@aws-sdk/lib-dynamodb'),
      import('@aws-sdk/client-sfn'),
      import('@aws-sdk/client-cloudformation'),
    ]);
  return {
    s3: new S3Client(config),
    dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    states: new SFNClient(config),
    names: await labNames(new CloudFormationClient(config), stackName),
  };
}
