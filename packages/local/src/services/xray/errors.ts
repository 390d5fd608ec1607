import { AwsError } from '#gateway/aws-error.ts';

/** https://docs.aws.amazon.com/xray/latest/api/CommonErrors.html */
export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', message);

export const tooManyRules = (): AwsError =>
  new AwsError('RuleLimitExceededException', 'You have reached the maximum number of sampling rules.');
