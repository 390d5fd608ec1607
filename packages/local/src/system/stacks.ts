import { AwsError } from '#gateway/aws-error.ts';
import { objectReader } from '#local/system/read-object.ts';
import type { Foundation } from '#local/system/services.ts';

/** What CloudFormation's API needs of the system. */
export const stackPorts = (foundation: Foundation) => ({
  async readObject(bucket: string, key: string): Promise<string> {
    const bytes = await objectReader(foundation)(bucket, key).catch((error: unknown) => {
      throw new AwsError('ValidationError', `S3 error: ${error instanceof Error ? error.message : error}`);
    });
    return Buffer.from(bytes).toString();
  },
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html */
  checkRole(roleArn: string): void {
    try {
      foundation.credentials.forRole(roleArn, 'AWSCloudFormation', 'cloudformation.amazonaws.com');
    } catch {
      throw new AwsError('ValidationError', `Role ${roleArn} is invalid or cannot be assumed`);
    }
  },
});
