import type { Fact } from './fact.ts';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const ERRORS = 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html';
const TYPES = 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html';
const seen = { read: '2026-11-28', from: 'page' } as const;
const quoted = { read: '2026-11-28', from: 'quoted' } as const;

/** Quotas and rules of Step Functions. */
export const stepFunctions = {
  'quota.payload': {
    ...{ value: 262_144, unit: 'bytes', page: QUOTAS, ...seen },
    says: 'Largest input or output of a task, a state or an execution, as UTF-8.',
  },
  'quota.request': {
    ...{ value: 1_048_576, unit: 'bytes', page: QUOTAS, ...seen },
    says: 'Largest request to the Step Functions API, headers included, and largest definition.',
  },
  'quota.history': {
    ...{ value: 25_000, unit: 'events', page: QUOTAS, ...seen },
    says: 'Longest history of a Standard execution; the execution fails when it gets there.',
  },
  'quota.standard.duration': {
    ...{ value: 1, unit: 'years', page: QUOTAS, ...seen },
    says: 'Longest time of a Standard execution, of a task in it, and of the wait for a task token.',
  },
  'quota.express.duration': {
    ...{ value: 5, unit: 'minutes', page: QUOTAS, ...seen },
    says: 'Longest time of an Express execution and of everything in it.',
  },
  'quota.history.kept': {
    ...{ value: 90, unit: 'days', page: QUOTAS, ...seen },
    says: 'A closed Standard execution and its history are kept for so long, and its name stays taken.',
  },
  'quota.name': {
    ...{ value: 80, unit: 'count', of: 'characters', page: QUOTAS, ...seen },
    says: 'Longest name of a state machine, an execution or an activity.',
  },
  'quota.open.executions': {
    ...{ value: 1_000_000, unit: 'count', of: 'open executions', page: QUOTAS, ...seen },
    says: 'Standard executions that run at once in an account and Region, before ExecutionLimitExceeded; can be raised.',
  },
  'quota.start.standard': {
    ...{
      value: 300,
      unit: 'count',
      of: 'starts a second',
      page: `${QUOTAS}#service-limits-api-action-throttling-general`,
    },
    ...quoted,
    says: 'StartExecution of Standard workflows for good, in us-east-1; can be raised.',
  },
  'quota.start.standard.burst': {
    ...{
      value: 1_300,
      unit: 'count',
      of: 'starts at once',
      page: `${QUOTAS}#service-limits-api-action-throttling-general`,
    },
    ...quoted,
    says: 'The bucket of StartExecution of Standard workflows in us-east-1.',
  },
  'quota.start.express': {
    ...{
      value: 6_000,
      unit: 'count',
      of: 'starts a second',
      page: `${QUOTAS}#service-limits-api-action-throttling-general`,
    },
    ...quoted,
    says: 'StartExecution of Express workflows, at once and for good, in us-east-1; can be raised.',
  },
  'quota.transitions': {
    ...{
      value: 5_000,
      unit: 'count',
      of: 'transitions a second',
      page: `${QUOTAS}#service-limits-api-state-throttling`,
    },
    ...quoted,
    says: 'State transitions of Standard workflows, at once and for good, in us-east-1; can be raised.',
  },
  'quota.pollers': {
    ...{ value: 1_000, unit: 'count', of: 'pollers', page: QUOTAS, ...seen },
    says: 'Workers that may call GetActivityTask on one activity at once.',
  },
  'quota.map.runs': {
    ...{ value: 1_000, unit: 'count', of: 'open map runs', page: QUOTAS, ...seen },
    says: 'Map runs of Distributed Maps that are open in an account.',
  },
  'quota.map.inline': {
    ...{ value: 40, unit: 'count', of: 'iterations at once' },
    ...seen,
    page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html',
    says: 'Iterations of an inline Map that run at the same time.',
  },
  'quota.map.distributed': {
    ...{ value: 10_000, unit: 'count', of: 'child executions at once' },
    ...seen,
    page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html',
    says: 'Child executions of a Distributed Map that run at the same time, unless MaxConcurrency says fewer.',
  },
  'quota.redrive': {
    ...{ value: 14, unit: 'days' },
    ...seen,
    page: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html',
    says: 'For so long after it ended badly a Standard execution can be redriven.',
  },
  'quota.express.sync.kept': {
    ...{ value: 0, unit: 'events', page: TYPES, ...seen },
    says: 'History of Express executions that the API keeps: none, only what they log.',
  },
  'retry.attempts': {
    ...{
      value: 3,
      unit: 'count',
      of: 'attempts more',
      page: `${ERRORS}#error-handling-retrying-after-an-error`,
      ...quoted,
    },
    says: 'MaxAttempts where a retrier does not say.',
  },
  'retry.interval': {
    ...{ value: 1, unit: 'seconds', page: `${ERRORS}#error-handling-retrying-after-an-error`, ...quoted },
    says: 'IntervalSeconds where a retrier does not say.',
  },
  'retry.backoff': {
    ...{ value: 2, unit: 'count', page: `${ERRORS}#error-handling-retrying-after-an-error`, ...quoted },
    says: 'BackoffRate where a retrier does not say.',
  },
} as const satisfies Readonly<Record<string, Fact>>;
