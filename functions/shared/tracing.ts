import type { MiddlewareObj, Request } from '@middy/core';

/**
 * Powertools' tracer, loaded with the first invocation that has an X-Ray daemon to send to: it alone would add 56 ms to
 * every cold start, and there is no daemon on a laptop. Responses are not captured, as they may hold EXIF.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function lazyTracing(): MiddlewareObj {
  let tracing: Promise<MiddlewareObj> | undefined;
  const pass = (phase: 'before' | 'after' | 'onError') => async (request: Request) => {
    if (process.env.AWS_XRAY_DAEMON_ADDRESS === undefined) return;
    tracing ??= loadTracing();
    await (await tracing)[phase]?.(request);
  };
  return { before: pass('before'), after: pass('after'), onError: pass('onError') };
}

async function loadTracing(): Promise<MiddlewareObj> {
  const [{ Tracer }, { captureLambdaHandler }] = await Promise.all([
    import('@aws-lambda-powertools/tracer'),
    import('@aws-lambda-powertools/tracer/middleware'),
  ]);
  return captureLambdaHandler(new Tracer(), { captureResponse: false });
}
