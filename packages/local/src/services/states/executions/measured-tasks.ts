import type { HistoryEvent } from '@safelight/asl/history/events';
import type { MetricOf } from '#local/metrics/catalogue.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';

type Kind = 'activities' | 'lambdaTasks' | 'serviceIntegrations';
type Ending = 'Succeeded' | 'Failed' | 'TimedOut';
type Step = 'Scheduled' | 'Started' | Ending;
type Span = 'RunTime' | 'ScheduleTime' | 'Time';

/** The metrics of a kind of task: what counts a step, and what times a span. */
interface Names<K extends Kind> {
  readonly kind: K;
  readonly counts: (step: Step, error: string | undefined) => MetricOf<K>;
  readonly times: (span: Span) => MetricOf<K>;
}

const ACTIVITIES: Names<'activities'> = {
  kind: 'activities',
  counts: (step, error) => (error === 'States.HeartbeatTimeout' ? 'ActivitiesHeartbeatTimedOut' : `Activities${step}`),
  times: (span) => `Activity${span}`,
};

const FUNCTIONS: Names<'lambdaTasks'> = {
  kind: 'lambdaTasks',
  counts: (step) => `LambdaFunctions${step}`,
  times: (span) => `LambdaFunction${span}`,
};

const INTEGRATIONS: Names<'serviceIntegrations'> = {
  kind: 'serviceIntegrations',
  counts: (step) => `ServiceIntegrations${step}`,
  times: (span) => `ServiceIntegration${span}`,
};

/** A task from its schedule on. Times are in milliseconds since the epoch. */
interface OpenTask {
  start(at: number): void;
  end(ending: Ending, at: number, error: string | undefined): void;
}

/**
 * Told of an execution's events, records how its tasks go: by activity, by function, and by integration.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export function measuredTasks(record: RecordMetric): (event: HistoryEvent) => void {
  /** By the id of its latest event, which its next names. */
  const open = new Map<number, OpenTask>();
  return (event) => {
    const { id, previousEventId, timestamp, type } = event;
    const [, step] =
      /^(?:Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|\w*Succeeded|\w*Failed|TimedOut)$/.exec(type) ??
      [];
    const task = step === 'Scheduled' ? scheduled(event, record) : open.get(previousEventId);
    if (step === undefined || !task) return;
    open.delete(previousEventId);
    const ending = endingOf(step);
    if (ending) return task.end(ending, timestamp, errorOf(event));
    if (step === 'Started') task.start(timestamp);
    open.set(id, task);
  };
}

function endingOf(step: string): Ending | undefined {
  if (step === 'Succeeded' || step === 'TimedOut') return step;
  return step.endsWith('Failed') ? 'Failed' : undefined;
}

const errorOf = ({ activityTimedOutEventDetails: timedOut }: HistoryEvent) => timedOut?.error;

function scheduled(event: HistoryEvent, record: RecordMetric): OpenTask | undefined {
  const {
    activityScheduledEventDetails: activity,
    lambdaFunctionScheduledEventDetails: lambda,
    taskScheduledEventDetails: task,
  } = event;
  if (activity) return openTask(ACTIVITIES, activity.resource, event.timestamp, record);
  if (lambda) return openTask(FUNCTIONS, lambda.resource, event.timestamp, record);
  return (
    task && openTask(INTEGRATIONS, `arn:aws:states:::${task.resourceType}:${task.resource}`, event.timestamp, record)
  );
}

function openTask<K extends Kind>(
  { kind, counts, times }: Names<K>,
  resource: string,
  scheduledAt: number,
  record: RecordMetric,
): OpenTask {
  const publish = publisher(kind, record);
  let startedAt: number | undefined;
  publish(counts('Scheduled', undefined), resource, 1);
  return {
    start(at) {
      startedAt = at;
      publish(counts('Started', undefined), resource, 1);
      publish(times('ScheduleTime'), resource, at - scheduledAt);
    },
    end(ending, at, error) {
      publish(counts(ending, error), resource, 1);
      if (startedAt !== undefined) publish(times('RunTime'), resource, at - startedAt);
      publish(times('Time'), resource, at - scheduledAt);
    },
  };
}
