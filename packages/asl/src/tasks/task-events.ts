import { assertNever, type StatesError } from '../error.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import { COMPLETE, failureDetails } from '../history/events.ts';
import type { TaskResource } from '../ports.ts';

/** Bounds of an attempt, in seconds. */
export interface Bounds {
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
  readonly credentials: string | undefined;
}

/** The events of one attempt of a task: functions, activities and services have each their own. */
export interface TaskEvents {
  scheduled(parameters: string, bounds: Bounds): void;
  started(workerName?: string): void;
  submitted(output: string): void;
  succeeded(output: string): void;
  failed(error: StatesError): void;
  timedOut(error: StatesError): void;
}

export function taskEvents(execution: StateExecution, resource: TaskResource): TaskEvents {
  switch (resource.kind) {
    case 'lambda':
      return lambdaEvents(execution, resource.arn);
    case 'activity':
      return activityEvents(execution, resource.arn);
    case 'integration':
      return serviceEvents(execution, resource);
    default:
      return assertNever(resource);
  }
}

const outputDetails = (output: string) => ({ output, outputDetails: COMPLETE });

const boundsDetails = ({ timeout, heartbeat, credentials }: Bounds) => ({
  ...(timeout !== undefined && { timeoutInSeconds: timeout }),
  ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  ...(credentials !== undefined && { taskCredentials: { roleArn: credentials } }),
});

function lambdaEvents(execution: StateExecution, resource: string): TaskEvents {
  return {
    scheduled(input, bounds) {
      const details = {
        resource,
        input,
        inputDetails: COMPLETE,
        ...boundsDetails({ ...bounds, heartbeat: undefined }),
      };
      execution.record('LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails', details);
    },
    started: () => execution.record('LambdaFunctionStarted'),
    submitted: () => {},
    succeeded: (output) =>
      execution.record('LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', outputDetails(output)),
    failed: (error) =>
      execution.record('LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails', failureDetails(error)),
    timedOut: (error) =>
      execution.record('LambdaFunctionTimedOut', 'lambdaFunctionTimedOutEventDetails', failureDetails(error)),
  };
}

function activityEvents(execution: StateExecution, resource: string): TaskEvents {
  return {
    scheduled(input, bounds) {
      const details = { resource, input, inputDetails: COMPLETE, ...boundsDetails(bounds) };
      execution.record('ActivityScheduled', 'activityScheduledEventDetails', details);
    },
    started: (workerName) =>
      execution.record(
        'ActivityStarted',
        'activityStartedEventDetails',
        workerName === undefined ? {} : { workerName },
      ),
    submitted: () => {},
    succeeded: (output) =>
      execution.record('ActivitySucceeded', 'activitySucceededEventDetails', outputDetails(output)),
    failed: (error) => execution.record('ActivityFailed', 'activityFailedEventDetails', failureDetails(error)),
    timedOut: (error) => execution.record('ActivityTimedOut', 'activityTimedOutEventDetails', failureDetails(error)),
  };
}

function serviceEvents(execution: StateExecution, resource: TaskResource & { kind: 'integration' }): TaskEvents {
  const { service, action, pattern } = resource;
  const names = { resourceType: service, resource: pattern === 'requestResponse' ? action : `${action}.${pattern}` };
  const region = execution.thread.run.identity.executionArn.split(':')[3] ?? '';
  return {
    scheduled(parameters, bounds) {
      const details = { ...names, region, parameters, ...boundsDetails(bounds) };
      execution.record('TaskScheduled', 'taskScheduledEventDetails', details);
    },
    started: () => execution.record('TaskStarted', 'taskStartedEventDetails', names),
    submitted: (output) =>
      execution.record('TaskSubmitted', 'taskSubmittedEventDetails', { ...names, ...outputDetails(output) }),
    succeeded: (output) =>
      execution.record('TaskSucceeded', 'taskSucceededEventDetails', { ...names, ...outputDetails(output) }),
    failed: (error) => execution.record('TaskFailed', 'taskFailedEventDetails', { ...names, ...failureDetails(error) }),
    timedOut: (error) =>
      execution.record('TaskTimedOut', 'taskTimedOutEventDetails', { ...names, ...failureDetails(error) }),
  };
}
