import type { MiddlewareObj, Request } from '@middy/core';
import { capturedClients } from './captured.ts';

/**
 * Powertools' tracer, loaded with the first invocation that is recorded: it alone would add 56 ms to every cold start, and
 * of most invocations nothing is recorded. Responses are not captured, as they may hold EXIF; the calls of AWS are captured
 * by their clients, which tell more than their HTTP requests.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function lazyTracing(): MiddlewareObj {
  let tracing: Promise<MiddlewareObj> | undefined;
  const pass = (phase: 'before' | 'after' | 'onError') => async (request: Request) => {
    if (!isRecorded(process.env)) return;
    tracing ??= loadTracing();
    await (await tracing)[phase]?.(request);
  };
  return { before: pass('before'), after: pass('after'), onError: pass('onError') };
}

/** Whether this invocation is: where there is a daemon, and the tracing header says so. */
const isRecorded = ({ AWS_XRAY_DAEMON_ADDRESS: daemon, _X_AMZN_TRACE_ID: header = '' }: NodeJS.ProcessEnv): boolean =>
  daemon !== undefined && header.includes('Sampled=1');

async function loadTracing(): Promise<MiddlewareObj> {
  const [{ Tracer }, { captureLambdaHandler }] = await Promise.all([
    import('@aws-lambda-powertools/tracer'),
    import('@aws-lambda-powertools/tracer/middleware'),
  ]);
  const tracer = new Tracer({ captureHTTPsRequests: false });
  for (const client of capturedClients()) tracer.captureAWSv3Client(client);
  return captureLambdaHandler(tracer, { captureResponse: false });
}
