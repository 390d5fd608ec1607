import { AwsError } from '#gateway/aws-error.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { AddUse } from '#local/usage/meter.ts';
import type { Invoke } from '#services/lambda/invocation/invoke.ts';

/**
 * Records what becomes of invocations, and meters them. What is throttled is no invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function measured(invoke: Invoke, record: RecordMetric, addUse: AddUse): Invoke {
  const publish = publisher('functions', record);
  const running = new Map<string, number>();
  return async (lambda, invocation) => {
    const { name } = lambda;
    const atOnce = (running.get(name) ?? 0) + 1;
    running.set(name, atOnce);
    try {
      const result = await invoke(lambda, invocation);
      publish('Invocations', name, 1);
      publish('Errors', name, result.status === 'success' ? 0 : 1);
      publish('Throttles', name, 0);
      publish('ConcurrentExecutions', name, atOnce);
      if (result.durationMs !== undefined) publish('Duration', name, result.durationMs);
      addUse('lambda.request', 1);
      addUse(
        lambda.architecture === 'arm64' ? 'lambda.arm64.mb-ms' : 'lambda.x86_64.mb-ms',
        (result.billedMs ?? 0) * lambda.memoryMb,
      );
      return result;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TooManyRequestsException') publish('Throttles', name, 1);
      throw error;
    } finally {
      running.set(name, (running.get(name) ?? 1) - 1);
    }
  };
}
