import { AwsError } from '#gateway/aws-error.ts';

/** Clients of the query protocol know other codes than those of JSON, which are told beside them. */
const fault = (code: string, queryCode: string, message: string, status = 400): AwsError =>
  new AwsError(code, message, status, {}, { 'x-amzn-query-error': `${queryCode};Sender` });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html */
export const validationError = (message: string): AwsError => fault('ValidationError', 'ValidationError', message);

export const invalidParameter = (message: string): AwsError =>
  fault('InvalidParameterValueException', 'InvalidParameterValue', message);

export const invalidCombination = (message: string): AwsError =>
  fault('InvalidParameterCombinationException', 'InvalidParameterCombination', message);

/** Of the lists of alarms. */
export const invalidNextToken = (): AwsError =>
  fault('InvalidNextToken', 'InvalidNextToken', 'The NextToken is not valid');

export const alarmNotFound = (): AwsError => fault('ResourceNotFound', 'ResourceNotFound', 'Alarm not found.', 404);

export const dashboardNotFound = (name: string): AwsError =>
  fault('DashboardNotFoundError', 'ResourceNotFound', `Dashboard ${name} does not exist`, 404);

export const invalidDashboard = (message: string): AwsError =>
  fault('DashboardInvalidInputError', 'InvalidParameterInput', message);

/** The code that a client of the query protocol expects. */
export const queryCode = ({ code, headers }: AwsError): string => headers['x-amzn-query-error']?.split(';')[0] ?? code;
