import type { InitOutcome, InvocationOutcome } from '#services/lambda/environments/environment.ts';
import type { InitReport } from '#services/lambda/invocation/platform-lines.ts';

/** What comes of an invocation that reached the function. */
export interface InvocationResult {
  readonly status: 'success' | 'error' | 'timeout';
  /** What the handler returned, or `{ errorType, errorMessage, trace? }`: JSON either way. */
  readonly payload: Buffer;
  /** Of errors that the platform names, such as `Sandbox.Timedout`. */
  readonly errorType?: string;
  readonly maxRssKb?: number;
}

/** The response may be a little larger than the request: 6 MB and 100 bytes. */
export const MAX_RESPONSE_BYTES = 6_291_556;

export function resultOf(outcome: InvocationOutcome, requestId: string): InvocationResult {
  switch (outcome.kind) {
    case 'result':
      return outcome.payload.length > MAX_RESPONSE_BYTES
        ? platformError('Function.ResponseSizeTooLarge', tooLarge)
        : { status: 'success', payload: outcome.payload, maxRssKb: outcome.maxRssKb };
    case 'error':
      return { status: 'error', payload: outcome.payload, maxRssKb: outcome.maxRssKb };
    case 'exited':
      return platformError('Runtime.ExitError', `RequestId: ${requestId} Error: ${exitReason(outcome)}`);
    default:
      return assertNever(outcome);
  }
}

/** How loading the handler ended; `undefined` when its time was over first. */
export function initResult(outcome: InitOutcome | undefined): Pick<InitReport, 'status' | 'errorType'> {
  switch (outcome?.kind) {
    case undefined:
      return { status: 'timeout', errorType: undefined };
    case 'ready':
      return { status: 'success', errorType: undefined };
    case 'init-error':
      return { status: 'error', errorType: JSON.parse(outcome.payload.toString()).errorType };
    case 'exited':
      return { status: 'error', errorType: 'Runtime.ExitError' };
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const timedOut = (requestId: string, seconds: number): InvocationResult => ({
  ...platformError(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  ),
  status: 'timeout',
});

/** Code that no environment can load. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export const unusable = (reason: string): InvocationResult => platformError('Runtime.UserCodeSyntaxError', reason);

/** An environment that died before the function could answer. */
export const crashed = (requestId: string): InvocationResult & { readonly logTail: string } => ({
  ...resultOf({ kind: 'exited', code: 1, signal: null }, requestId),
  logTail: '',
});

const tooLarge = `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;

function platformError(errorType: string, errorMessage: string): InvocationResult {
  return { status: 'error', errorType, payload: Buffer.from(JSON.stringify({ errorType, errorMessage })) };
}

function exitReason({ code, signal }: Extract<InvocationOutcome, { kind: 'exited' }>): string {
  if (signal !== null) return `Runtime exited with error: signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
}

function assertNever(outcome: never): never {
  throw new Error(`Unknown outcome ${JSON.stringify(outcome)}`);
}
