import { UnavailableError } from './errors.ts';

/** The part of an SDK's error that tells whose fault it was. */
interface SdkError extends Error {
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $service?: string;
  readonly code?: string;
}

const THROTTLING = new Set([
  'SlowDown',
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
]);
const NETWORK = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * An error of the AWS SDK that another try may cure, as `UnavailableError`; any other value as it is. The SDK has
 * already tried three times by then.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function typedFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return isPassing(error) ? new UnavailableError(serviceOf(error), error) : error;
}

function isPassing(error: SdkError): boolean {
  const status = error.$metadata?.httpStatusCode ?? 0;
  return (
    status >= 500 ||
    status === 429 ||
    (error.$metadata !== undefined && error.$fault === 'server') ||
    THROTTLING.has(error.name) ||
    error.name === 'TimeoutError' ||
    NETWORK.has(error.code ?? '')
  );
}

const serviceOf = (error: SdkError): string => error.$service ?? 'A service';
