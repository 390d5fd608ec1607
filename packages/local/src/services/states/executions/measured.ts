import type { Clock } from '@safelight/asl/clock';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { RunMachine, RunResult } from '#services/states/executions/engine.ts';
import { measuredTasks } from '#services/states/executions/measured-tasks.ts';

const ENDINGS = {
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const satisfies Readonly<Record<RunResult['status'], string>>;

/**
 * Records how executions go, Standard and Express ones. Nothing here throttles state transitions, which is recorded too:
 * an alarm on that knows that all is well.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export function measured(runMachine: RunMachine, record: RecordMetric, clock: Clock): RunMachine {
  const publish = publisher('executions', record);
  return (request) => {
    const { stateMachineArn, startTime } = request.identity;
    const started = request.resume ? startTime : clock.now();
    if (!request.resume) publish('ExecutionsStarted', stateMachineArn, 1);
    publish('ExecutionThrottled', stateMachineArn, 0);
    const onTaskEvent = measuredTasks(record);
    const { done, stop } = runMachine({
      ...request,
      onEvent(event) {
        onTaskEvent(event);
        request.onEvent(event);
      },
    });
    return {
      stop,
      done: done.then((result) => {
        publish(ENDINGS[result.status], stateMachineArn, 1);
        publish('ExecutionTime', stateMachineArn, clock.now() - started);
        return result;
      }),
    };
  };
}
