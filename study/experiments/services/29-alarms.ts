import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { ended, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { fn, machine, machineArn, role } from '#study/lab/stack.ts';

const alarm = (AlarmName: string, metric: object, TreatMissingData: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    ...{ AlarmName, TreatMissingData, Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 },
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...metric,
  },
});

const failed = {
  Namespace: 'AWS/States',
  MetricName: 'ExecutionsFailed',
  Dimensions: [{ Name: 'StateMachineArn', Value: machineArn('machine') }],
};

const throttled = {
  Namespace: 'AWS/Lambda',
  MetricName: 'Throttles',
  Dimensions: [{ Name: 'FunctionName', Value: 'closed' }],
};

const ending = (fails: boolean) => ({
  StartAt: 'End',
  States: { End: fails ? { Type: 'Fail', Error: 'NoPaper' } : { Type: 'Succeed' } },
});

export const alarms = experiment({
  number: 29,
  question: 'Alarms on failed executions, on throttles, and on no data at all: what do they do?',
  claim:
    'An alarm looks at whole periods. One failed execution in a period sets it off. When nothing happens there is no data: notBreaching calls that OK, missing calls it INSUFFICIENT_DATA, breaching an ALARM, which is right for a heartbeat only. Throttles are a metric of their own, of the service that refuses.',
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  given: { fails: true },
  stack: ({ fails }) => ({
    Role: role(),
    Machine: machine('machine', ending(fails)),
    Closed: fn('closed', 'echo', { ReservedConcurrentExecutions: 0 }),
    OnFailed: alarm('failed', failed, 'notBreaching'),
    OnThrottled: alarm('throttled', throttled, 'notBreaching'),
    Unsure: alarm('missing', failed, 'missing'),
    Heartbeat: alarm('breaching', failed, 'breaching'),
  }),
  async run(lab) {
    await lab.turn(600);
    lab.show('ten quiet minutes', said(await states(lab)));
    // Both within one minute, of which the alarms say something until the next is over.
    await lab.turnToMinute();
    await ended(lab, await start(lab, 'machine'));
    await lab.clients.lambda.send(new InvokeCommand({ FunctionName: 'closed' })).catch(() => undefined);
    await lab.turn(60);
    const after = await states(lab);
    lab.check(
      'failed-fires',
      after.failed === 'ALARM',
      'a failure, a refused invocation, the end of the minute',
      said(after),
    );
    lab.check('throttled-fires', after.throttled === 'ALARM', 'throttled', `${after.throttled}`);
    await lab.turn(600);
    const quiet = await states(lab);
    lab.check(
      'missing-data',
      quiet.failed === 'OK' && quiet.missing !== 'OK' && quiet.breaching === 'ALARM',
      'ten quiet minutes more',
      said(quiet),
    );
  },
  control: { given: { fails: false }, without: 'the execution succeeds', noticed: 'failed-fires' },
});

type States = Readonly<Record<string, string | undefined>>;

async function states({ clients }: StudyLab): Promise<States> {
  const { MetricAlarms = [] } = await clients.cloudwatch.send(new DescribeAlarmsCommand({}));
  return Object.fromEntries(MetricAlarms.map(({ AlarmName = '', StateValue }) => [AlarmName, StateValue]));
}

const said = (found: States) =>
  Object.entries(found)
    .toSorted()
    .map(([name, state]) => `${name} ${state}`)
    .join(', ');
