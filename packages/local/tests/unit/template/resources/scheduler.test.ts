import type { Json, JsonObject } from '@safelight/asl/json';
import { expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { scheduleType } from '#template/resources/scheduler/aws-scheduler-schedule.ts';
import { scheduleGroupType } from '#template/resources/scheduler/aws-scheduler-schedule-group.ts';

const resource = (type: string, properties: Readonly<Record<string, Json>>) => ({
  ...{ logicalId: 'Weekly', type, stackName: 'lab-dev', properties },
});
const schedule = (properties: Readonly<Record<string, Json>> = {}) =>
  resource('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(7 days)', ...properties });

/** Notes every call; what is looked at is there, or not. */
function noted(isThere: boolean) {
  const calls: [string, JsonObject][] = [];
  const call = async (operation: string, input: JsonObject): Promise<JsonObject> => {
    calls.push([operation, input]);
    if (operation.startsWith('Get') && !isThere && calls.length === 1)
      throw new AwsError('ResourceNotFoundException', 'It does not exist.', 404);
    return { ScheduleArn: 'arn:schedule', Arn: 'arn:group' };
  };
  return { call, calls };
}

it.each([
  [false, 'CreateSchedule'],
  [true, 'UpdateSchedule'],
])('a schedule that is there already (%s) is made by %s', async (isThere, operation) => {
  const { call, calls } = noted(isThere);
  const times = { StartDate: '2026-06-21T08:00:00Z', EndDate: '2026-07-21T08:00:00+02:00' };
  const made = await scheduleType({ call }).apply(schedule({ GroupName: 'g', ...times, KmsKeyArn: 'arn' }));
  expect(made).toEqual({ ref: 'lab-dev-Weekly', attributes: { Arn: 'arn:schedule' } });
  expect(calls).toEqual([
    ['GetSchedule', { Name: 'lab-dev-Weekly', GroupName: 'g' }],
    [
      operation,
      {
        ...{ Name: 'lab-dev-Weekly', GroupName: 'g', ScheduleExpression: 'rate(7 days)' },
        ...{ StartDate: Date.UTC(2026, 5, 21, 8) / 1000, EndDate: Date.UTC(2026, 6, 21, 6) / 1000 },
      },
    ],
  ]);
});

it('a schedule whose start is no time is refused by the name of the property', async () => {
  const { call } = noted(false);
  await expect(scheduleType({ call }).apply(schedule({ StartDate: 'soon' }))).rejects.toThrow(
    /StartDate must be a time/,
  );
});

it('a schedule is taken away from its group', async () => {
  const { call, calls } = noted(true);
  await scheduleType({ call }).remove({ ...schedule({ GroupName: 'g' }), physicalId: 'n' });
  expect(calls).toEqual([['DeleteSchedule', { Name: 'n', GroupName: 'g' }]]);
});

it('a group is made once, and has the tags of the template', async () => {
  const Tags = [{ Key: 'stage', Value: 'dev' }];
  const group = resource('AWS::Scheduler::ScheduleGroup', { Name: 'g', Tags });
  for (const [isThere, operations] of [
    [false, ['GetScheduleGroup', 'CreateScheduleGroup', 'GetScheduleGroup', 'ListTagsForResource', 'TagResource']],
    [true, ['GetScheduleGroup', 'GetScheduleGroup', 'ListTagsForResource', 'TagResource']],
  ] as const) {
    const { call, calls } = noted(isThere);
    const made = await scheduleGroupType({ call }).apply(group);
    expect(made).toEqual({ ref: 'g', attributes: { Arn: 'arn:group', State: 'ACTIVE' } });
    expect(calls.map(([operation]) => operation)).toEqual(operations);
    expect(calls.at(-1)).toEqual(['TagResource', { ResourceArn: 'arn:group', Tags }]);
  }
});
