import { AwsError } from '#gateway/aws-error.ts';

export const invalidParameter = (message: string) => new AwsError('InvalidParameter', `Invalid parameter: ${message}`);

/** Of message attributes. */
export const parameterValueInvalid = (message: string) => new AwsError('ParameterValueInvalid', message);

export const topicNotFound = () => new AwsError('NotFound', 'Topic does not exist', 404);

export const subscriptionNotFound = () => new AwsError('NotFound', 'Subscription does not exist', 404);
