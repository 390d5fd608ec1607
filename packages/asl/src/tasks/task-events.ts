import { assertNever, type StatesError } from '../error.ts';
import type { Visit } from '../execution/visit.ts';
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

export function taskEvents(visit: Visit, resource: TaskResource): TaskEvents {
  switch (resource.kind) {
    case 'lambda':
      return lambdaEvents(visit, resource.arn);
    case 'activity':
      return activityEvents(visit, resource.arn);
    case 'integration':
      return serviceEvents(visit, resource);
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

function lambdaEvents(visit: Visit, resource: string): TaskEvents {
  return {
    scheduled(input, bounds) {
      const details = {
        resource,
        input,
        inputDetails: COMPLETE,
        ...boundsDetails({ ...bounds, heartbeat: undefined }),
      };
      visit.record('LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails', details);
    },
    started: () => visit.record('LambdaFunctionStarted'),
    submitted: () => {},
    succeeded: (output) =>
      visit.record('LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', outputDetails(output)),
    failed: (error) => visit.record('LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails', failureDetails(error)),
    timedOut: (error) =>
      visit.record('LambdaFunctionTimedOut', 'lambdaFunctionTimedOutEventDetails', failureDetails(error)),
  };
}

function activityEvents(visit: Visit, resource: string): TaskEvents {
  return {
    scheduled(input, bounds) {
      const details = { resource, input, inputDetails: COMPLETE, ...boundsDetails(bounds) };
      visit.record('ActivityScheduled', 'activityScheduledEventDetails', details);
    },
    started: (workerName) =>
      visit.record('ActivityStarted', 'activityStartedEventDetails', workerName === undefined ? {} : { workerName }),
    submitted: () => {},
    succeeded: (output) => visit.record('ActivitySucceeded', 'activitySucceededEventDetails', outputDetails(output)),
    failed: (error) => visit.record('ActivityFailed', 'activityFailedEventDetails', failureDetails(error)),
    timedOut: (error) => visit.record('ActivityTimedOut', 'activityTimedOutEventDetails', failureDetails(error)),
  };
}

function serviceEvents(visit: Visit, resource: TaskResource & { kind: 'integration' }): TaskEvents {
  const { service, action, pattern } = resource;
  const names = { resourceType: service, resource: pattern === 'requestResponse' ? action : `${action}.${pattern}` };
  const region = visit.thread.run.identity.executionArn.split(':')[3] ?? '';
  return {
    scheduled(parameters, bounds) {
      const details = { ...names, region, parameters, ...boundsDetails(bounds) };
      visit.record('TaskScheduled', 'taskScheduledEventDetails', details);
    },
    started: () => visit.record('TaskStarted', 'taskStartedEventDetails', names),
    submitted: (output) =>
      visit.record('TaskSubmitted', 'taskSubmittedEventDetails', { ...names, ...outputDetails(output) }),
    succeeded: (output) =>
      visit.record('TaskSucceeded', 'taskSucceededEventDetails', { ...names, ...outputDetails(output) }),
    failed: (error) => visit.record('TaskFailed', 'taskFailedEventDetails', { ...names, ...failureDetails(error) }),
    timedOut: (error) =>
      visit.record('TaskTimedOut', 'taskTimedOutEventDetails', { ...names, ...failureDetails(error) }),
  };
}
