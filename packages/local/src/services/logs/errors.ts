import { AwsError } from '#gateway/aws-error.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html */
export const notFound = (what: 'log group' | 'log stream'): AwsError =>
  new AwsError('ResourceNotFoundException', `The specified ${what} does not exist.`);

export const alreadyExists = (what: 'log group' | 'log stream'): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `The specified ${what} already exists`);

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

const violation = (member: string, value: unknown, constraint: string) =>
  invalidParameter(
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${value}'`} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );

/** @param bound such as `length greater than or equal to 1` */
export const outOfBounds = (member: string, value: unknown, bound: string) => violation(member, value, `have ${bound}`);

export const notOneOf = (member: string, value: unknown, values: readonly (string | number)[]) =>
  violation(member, value, value === undefined ? 'not be null' : `satisfy enum value set: [${values.join(', ')}]`);
