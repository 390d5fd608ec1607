/** A call to a service that did not succeed, before it gets its name in the workflow's terms. */
export type ServiceFailure =
  | {
      /** The service answered with an error. */
      readonly kind: 'answered';
      readonly message: string;
      /** The error's shape in the API's model; undefined when the model has none for it (`ValidationException` …). */
      readonly shape: string | undefined;
      /** As on the wire. */
      readonly code: string;
      readonly status: number;
      readonly requestId: string;
      readonly extendedRequestId: string | undefined;
    }
  | {
      /** The client gave up before there was an answer: no connection, or a request that cannot be made. */
      readonly kind: 'client';
      readonly message: string;
    };

interface ThrownBySdk extends Error {
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
  };
  readonly $fault?: string;
  readonly Code?: string;
  readonly Error?: { readonly Code?: string };
  readonly code?: string;
}

/** Sorts what an SDK client threw. */
export function serviceFailure(thrown: unknown): ServiceFailure {
  const error = thrown as ThrownBySdk;
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined || error.$fault === undefined) {
    return {
      kind: 'client',
      message: `${connectionTrouble(error) ? 'Unable to execute HTTP request: ' : ''}${error.message}`,
    };
  }
  return {
    kind: 'answered',
    message: error.message,
    shape: isModeled(error) ? error.name : undefined,
    code: error.Error?.Code ?? error.Code ?? error.name,
    status,
    requestId: error.$metadata?.requestId ?? '',
    extendedRequestId: error.$metadata?.extendedRequestId,
  };
}

const connectionTrouble = (error: ThrownBySdk): boolean =>
  error.name === 'TimeoutError' || /^(E[A-Z_]+|UND_ERR_\w+)$/.test(error.code ?? '');

/** SDK classes: a modeled error extends the service's own base class, which extends `ServiceException`. */
function isModeled(error: Error): boolean {
  const base: unknown = Object.getPrototypeOf(error.constructor);
  return typeof base === 'function' && base.name !== 'ServiceException';
}
