import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { runtimeError } from './error-response.ts';
import type { InvocationHeader } from './messages.ts';

const REQUEST_ID = Symbol.for('_AWS_LAMBDA_REQUEST_ID');
const TRACE_ID = Symbol.for('_AWS_LAMBDA_X_RAY_TRACE_ID');
const TENANT_ID = Symbol.for('_AWS_LAMBDA_TENANT_ID');

/** What marks a handler as one that streams its response. */
export const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Holds what belongs to the invocation: the shape of npm `@aws/lambda-invoke-store`, which the SDK's clients ask. */
class InvokeStore {
  #context: Record<PropertyKey, unknown> | undefined;

  enter({ requestId, traceId }: InvocationHeader): void {
    this.#context = { [REQUEST_ID]: requestId, [TRACE_ID]: traceId };
  }

  getContext = () => this.#context;
  hasContext = () => this.#context !== undefined;
  get = (key: PropertyKey) => this.#context?.[key];
  getRequestId = (): string => String(this.get(REQUEST_ID) ?? '-');
  getXRayTraceId = () => this.get(TRACE_ID);
  getTenantId = () => this.get(TENANT_ID);

  set = (key: PropertyKey, value: unknown): void => {
    if (key === REQUEST_ID || key === TRACE_ID || key === TENANT_ID) {
      throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    }
    this.#context = { ...this.#context, [key]: value };
  };

  run = <T>(context: Record<PropertyKey, unknown>, work: () => T): T => {
    this.#context = context;
    return work();
  };
}

export const invokeStore = new InvokeStore();

/** `globalThis.awslambda`, unless the function's variables turn it off. */
export function setUpGlobals(): void {
  if (['1', 'true'].includes(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA ?? '')) return;
  const awslambda = {
    InvokeStore: invokeStore,
    streamifyResponse: (handler: object) => Object.assign(handler, { [STREAMING]: 'response' }),
    HttpResponseStream: { from: refuseStreaming },
  };
  Object.assign(globalThis, { awslambda });
}

/**
 * Gives the function the home of a Lambda user, which does not exist: what the developer has in `~/.aws` and the like would
 * not be there on AWS.
 */
export function leaveHome(): void {
  os.homedir = () => '/home/sbx_user1051';
  syncBuiltinESMExports();
}

/** Throws `Runtime.StreamingNotSupported`: the local service has no streamed responses. */
export function refuseStreaming(): never {
  throw runtimeError(
    'Runtime.StreamingNotSupported',
    'Response streaming (awslambda.streamifyResponse) is not supported by the local Lambda: return the response.',
  );
}
