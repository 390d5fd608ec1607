import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { InvalidInputError, RejectedError, SupersededError } from './errors.ts';
import { parseInput, type Schema } from './input.ts';
import { logger, MetricName, metrics, publishMetrics } from './observability.ts';
import { typedFault } from './service-fault.ts';
import { lazyTracing } from './tracing.ts';

interface HandlerSpec<Input, Result> {
  readonly input: Schema<Input>;
  /** What every log line of the invocation carries, such as the execution and the photo. Nothing personal. */
  correlate?(input: Input): Readonly<Record<string, string>>;
  run(input: Input, context: Context): Promise<Result>;
  /** Errors that are an ordinary outcome, by name, such as a declined card: counted by a metric, not logged as errors. */
  readonly ordinary?: Readonly<Record<string, string>>;
}

/**
 * The one middleware stack of every function: structured logs with correlation, metrics, tracing, checked input, typed
 * errors. `run` may throw a `TypedError`; a passing fault of a service becomes `Service.Unavailable`.
 */
export function createHandler<Input, Result>(spec: HandlerSpec<Input, Result>) {
  return middy<unknown, Result, Error, Context>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(publishMetrics())
    .use(lazyTracing())
    .handler(async (event, context) => {
      try {
        const input = parseInput(spec.input, event);
        logger.appendKeys(spec.correlate?.(input) ?? {});
        return await spec.run(input, context);
      } catch (error) {
        const typed = typedFault(error);
        report(typed, spec.ordinary ?? {});
        throw typed;
      }
    });
}

function report(error: unknown, ordinary: Readonly<Record<string, string>>): void {
  const metric = error instanceof Error ? ordinary[error.name] : undefined;
  if (error instanceof Error && metric !== undefined) expected(error, metric);
  else if (error instanceof RejectedError) expected(error, MetricName.PhotoRejected);
  else if (error instanceof SupersededError) expected(error, MetricName.PhotoSuperseded);
  else if (error instanceof InvalidInputError) logger.error(error.message);
  else logger.error('The function failed.', error instanceof Error ? error : new Error(String(error)));
}

function expected(error: Error, metric: string): void {
  metrics.addMetric(metric, 'Count', 1);
  logger.info(error.message, { outcome: error.name });
}
