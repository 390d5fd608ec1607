import type { EventType, HistoryEvent } from '@safelight/asl/history/events';
import { expect, it } from 'vitest';
import { measuredTasks } from '#services/states/executions/measured-tasks.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:resize';
const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:develop';
const inclusion = { input: '{}', inputDetails: { truncated: false } };
const sqs = { resourceType: 'sqs', resource: 'sendMessage.waitForTaskToken' };

/** Events a second apart, each after the one before. */
const events = (...all: readonly (readonly [EventType, Partial<HistoryEvent>?])[]): readonly HistoryEvent[] =>
  all.map(([type, details], at) => ({ id: at + 1, previousEventId: at, timestamp: at * 1000, type, ...details }));

const lambda = { lambdaFunctionScheduledEventDetails: { resource: FUNCTION, ...inclusion } };
const activity = { activityScheduledEventDetails: { resource: ACTIVITY, ...inclusion } };
const task = { taskScheduledEventDetails: { ...sqs, region: 'us-east-1', parameters: '{}' } };
const late = (error: string) => ({ activityTimedOutEventDetails: { error } });

const INTEGRATION = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
it.each<[string, readonly HistoryEvent[], object, object]>([
  [
    'a function that answers',
    events(['LambdaFunctionScheduled', lambda], ['LambdaFunctionStarted'], ['LambdaFunctionSucceeded']),
    { LambdaFunctionArn: FUNCTION },
    {
      ...{ LambdaFunctionsScheduled: 1, LambdaFunctionsStarted: 1, LambdaFunctionsSucceeded: 1 },
      ...{ LambdaFunctionScheduleTime: 1000, LambdaFunctionRunTime: 1000, LambdaFunctionTime: 2000 },
    },
  ],
  [
    'an activity that nobody takes',
    events(['ActivityScheduled', activity], ['ActivityTimedOut', late('States.Timeout')]),
    { ActivityArn: ACTIVITY },
    { ActivitiesScheduled: 1, ActivitiesTimedOut: 1, ActivityTime: 1000 },
  ],
  [
    'an activity whose heart stops',
    events(['ActivityScheduled', activity], ['ActivityStarted'], ['ActivityTimedOut', late('States.HeartbeatTimeout')]),
    { ActivityArn: ACTIVITY },
    {
      ...{ ActivitiesScheduled: 1, ActivitiesStarted: 1, ActivitiesHeartbeatTimedOut: 1 },
      ...{ ActivityScheduleTime: 1000, ActivityRunTime: 1000, ActivityTime: 2000 },
    },
  ],
  [
    'an integration with a callback',
    events(['TaskScheduled', task], ['TaskStarted'], ['TaskSubmitted'], ['TaskSucceeded']),
    { ServiceIntegrationResourceArn: INTEGRATION },
    {
      ...{ ServiceIntegrationsScheduled: 1, ServiceIntegrationsStarted: 1, ServiceIntegrationsSucceeded: 1 },
      ...{ ServiceIntegrationScheduleTime: 1000, ServiceIntegrationRunTime: 2000, ServiceIntegrationTime: 3000 },
    },
  ],
  [
    'an integration that cannot be submitted',
    events(['TaskScheduled', task], ['TaskStarted'], ['TaskSubmitFailed']),
    { ServiceIntegrationResourceArn: INTEGRATION },
    {
      ...{ ServiceIntegrationsScheduled: 1, ServiceIntegrationsStarted: 1, ServiceIntegrationsFailed: 1 },
      ...{ ServiceIntegrationScheduleTime: 1000, ServiceIntegrationRunTime: 1000, ServiceIntegrationTime: 2000 },
    },
  ],
  ['what is no task', events(['ExecutionStarted'], ['PassStateEntered'], ['PassStateExited']), {}, {}],
])('%s', (_, history, dimensions, expected) => {
  const recorded: Record<string, number> = {};
  const onEvent = measuredTasks((datum) => {
    expect(datum).toMatchObject({ namespace: 'AWS/States', dimensions });
    recorded[datum.name] = datum.value;
  });
  history.forEach(onEvent);
  expect(recorded).toEqual(expected);
});
