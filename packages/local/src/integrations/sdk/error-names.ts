import { StatesError } from '@safelight/asl/error';
import { javaName } from './sdk-services.ts';
import type { ServiceFailure } from './service-failure.ts';

/** Answers to HEAD have no body to name their error; the SDK for Java then takes it from the operation. */
const HEAD_SHAPES: Readonly<Record<string, string>> = { 'S3:headObject': 'NoSuchKey', 'S3:headBucket': 'NoSuchBucket' };

/** What the SDK for JavaScript says where there is no message. */
const NO_BODY = 'UnknownError';

/**
 * How `aws-sdk:` integrations name errors: by the exception classes of the AWS SDK for Java 2.
 * `S3.NoSuchKeyException`, `DynamoDb.DynamoDbException` (not in the model), `Sqs.SdkClientException` (no answer).
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function sdkError(serviceId: string, action: string, failure: ServiceFailure): StatesError {
  const service = javaName(serviceId);
  if (failure.kind === 'client') {
    return new StatesError(`${service}.SdkClientException`, `${failure.message} (SDK Attempt Count: 1)`);
  }
  const shape = failure.status === 404 ? (HEAD_SHAPES[`${serviceId}:${action}`] ?? failure.shape) : failure.shape;
  const name = shape === undefined ? `${service}Exception` : exceptionName(shape);
  const message = failure.message === NO_BODY ? 'null' : failure.message;
  const details = [
    `Service: ${service}`,
    `Status Code: ${failure.status}`,
    `Request ID: ${failure.requestId}`,
    ...(failure.extendedRequestId === undefined ? [] : [`Extended Request ID: ${failure.extendedRequestId}`]),
  ];
  return new StatesError(`${service}.${name}`, `${message} (${details.join(', ')}) (SDK Attempt Count: 1)`);
}

/** How an optimized integration names its service: in errors, and in their causes. */
export interface OptimizedNames {
  /** Before the dot: `DynamoDB`. */
  readonly prefix: string;
  /** For errors that the API's model does not have: `AmazonDynamoDBException`. */
  readonly base: string;
  /** `AmazonDynamoDBv2`. */
  readonly service: string;
}

/** How optimized integrations name errors: by the exception classes of the AWS SDK for Java 1. */
export function optimizedError(names: OptimizedNames, failure: ServiceFailure): StatesError {
  if (failure.kind === 'client') return new StatesError(`${names.prefix}.SdkClientException`, failure.message);
  const name = failure.shape === undefined ? names.base : exceptionName(failure.shape);
  const details = [
    `Service: ${names.service}`,
    `Status Code: ${failure.status}`,
    `Error Code: ${failure.code}`,
    `Request ID: ${failure.requestId}`,
    'Proxy: null',
  ];
  return new StatesError(`${names.prefix}.${name}`, `${failure.message} (${details.join('; ')})`);
}

/** `NoSuchKey` -> `NoSuchKeyException`, `ThrottlingFault` -> `ThrottlingException`. */
function exceptionName(shape: string): string {
  const name = javaName(shape.replace(/Fault$/, ''));
  return name.endsWith('Exception') ? name : `${name}Exception`;
}
