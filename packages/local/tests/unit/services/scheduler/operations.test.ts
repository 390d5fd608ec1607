import { Readable } from 'node:stream';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unmetered } from '#local/usage/meter.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { GROUPS, openScheduler, QUEUE, ROLE, START, target, wanted } from './support.ts';

const SCHEDULE = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/s';

let database: Database;
let asked: string[];
let service: ReturnType<typeof open>;

beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  asked = [];
  service = open();
});
afterEach(() => {
  service.close();
  database.close();
});

/** What an earlier one kept is there. */
const open = () =>
  openScheduler({
    ...{ database, clock: new ManualClock(START), random: { next: () => 0 }, addUse: unmetered },
    authorize: (_, { action, resource }) => void asked.push(`${action} ${resource}`),
    ports: {
      input: () => '',
      invoke: () => Promise.resolve(),
      sendToDeadLetterQueue: () => Promise.resolve(),
      report: () => {},
    },
  });

const manyTags = (count: number) => Array.from({ length: count }, (_, n) => ({ Key: `k${n}`, Value: 'v' }));
const create = (more: JsonObject) => service.call('CreateSchedule', wanted('rate(1 day)', more));

/** As a client asks on the wire. */
async function request(method: string, rawPath: string, query = '', body?: object) {
  const answer = await service.service.handle({
    ...{ id: 'r', method, rawPath, query: new URLSearchParams(query), trailers: {}, endpoint: '', headers: {} },
    body: Readable.from(body === undefined ? [] : [JSON.stringify(body)]),
    principal: { kind: 'anonymous' },
  });
  return JSON.parse(String(answer.body));
}

describe('the operations', () => {
  it.each<[string, JsonObject, string]>([
    ['CreateSchedule', wanted('rate(1 week)'), 'ValidationException'],
    ['CreateSchedule', wanted('rate(1 day)', { ScheduleExpressionTimezone: 'Mars' }), 'ValidationException'],
    ['CreateSchedule', wanted('rate(1 day)', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }), 'ValidationException'],
    ['CreateSchedule', wanted('rate(1 day)', { StartDate: START / 1000 - 301 }), 'ValidationException'],
    ['CreateSchedule', wanted('rate(1 day)', { Name: 'a b' }), 'ValidationException'],
    ['CreateSchedule', wanted('rate(1 day)', { GroupName: 'none' }), 'ResourceNotFoundException'],
    ['CreateSchedule', wanted('rate(1 day)', { Target: { Arn: QUEUE } }), 'ValidationException'],
    ['CreateSchedule', wanted('rate(1 day)', { Target: { ...target, RoleArn: `${ROLE}2` } }), 'ValidationException'],
    [
      'CreateSchedule',
      wanted('rate(1 day)', { Target: { ...target, Arn: 'arn:aws:ecs:us-east-1:0:cluster/c' } }),
      'ValidationException',
    ],
    [
      'CreateSchedule',
      wanted('rate(1 day)', { Target: { ...target, Arn: 'arn:aws:scheduler:::aws-sdk:sqs:listQueues' } }),
      'ValidationException',
    ],
    [
      'CreateSchedule',
      wanted('rate(1 day)', { Target: { ...target, Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessages' } }),
      'ValidationException',
    ],
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html: these take JSON, a queue takes any text.
    [
      'CreateSchedule',
      wanted('rate(1 day)', { Target: { ...target, Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f' } }),
      'ValidationException',
    ],
    [
      'CreateSchedule',
      wanted('rate(1 day)', { Target: { ...target, Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m' } }),
      'ValidationException',
    ],
    ['UpdateSchedule', wanted('rate(1 day)'), 'ResourceNotFoundException'],
    ['GetSchedule', { Name: 's' }, 'ResourceNotFoundException'],
    ['DeleteSchedule', { Name: 's' }, 'ResourceNotFoundException'],
    ['ListSchedules', { GroupName: 'none' }, 'ResourceNotFoundException'],
    ['ListSchedules', { MaxResults: '101' }, 'ValidationException'],
    ['GetScheduleGroup', { Name: 'none' }, 'ResourceNotFoundException'],
    ['DeleteScheduleGroup', { Name: 'default' }, 'ValidationException'],
    ['CreateScheduleGroup', { Name: 'default' }, 'ConflictException'],
    ['CreateScheduleGroup', { Name: 'g', Tags: [{ Key: '', Value: 'v' }] }, 'ValidationException'],
    ['CreateScheduleGroup', { Name: 'g', Tags: [{ Key: 'k', Value: '' }] }, 'ValidationException'],
    ['TagResource', { ResourceArn: `${GROUPS}default` }, 'ValidationException'],
    ['TagResource', { ResourceArn: `${GROUPS}none`, Tags: [] }, 'ResourceNotFoundException'],
    ['TagResource', { ResourceArn: `${GROUPS}default`, Tags: manyTags(201) }, 'ValidationException'],
    ['TagResource', { ResourceArn: SCHEDULE, Tags: [] }, 'ValidationException'],
    ['UntagResource', { ResourceArn: `${GROUPS}none`, TagKeys: ['k'] }, 'ResourceNotFoundException'],
    ['UntagResource', { ResourceArn: `${GROUPS}default`, TagKeys: ['k'.repeat(129)] }, 'ValidationException'],
    ['ListTagsForResource', { ResourceArn: `${GROUPS}none` }, 'ResourceNotFoundException'],
    ['RunSchedule', {}, 'UnknownOperationException'],
  ])('%s of %j is %s', async (operation, input, code) => {
    await expect(service.call(operation, input)).rejects.toMatchObject({ code });
  });

  it('make a schedule once for a client token', async () => {
    const first = await create({ ClientToken: 't' });
    expect(await create({ ClientToken: 't' })).toEqual(first);
    await expect(create({ ClientToken: 'u' })).rejects.toMatchObject({ code: 'ConflictException' });
  });

  it('are asked for on the wire by method, path and query, and permissions for what they name', async () => {
    const { Name: _, ...schedule } = wanted('rate(1 day)');
    await request('POST', '/schedules/daily', '', schedule);
    expect(await request('GET', '/schedules/daily', 'groupName=default')).toMatchObject({
      ...{ Name: 'daily', GroupName: 'default', State: 'ENABLED', ScheduleExpressionTimezone: 'UTC' },
      Target: { RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 } },
    });
    const list = await request('GET', '/schedules', 'ScheduleGroup=default&NamePrefix=da&MaxResults=5');
    expect(list.Schedules).toMatchObject([{ Name: 'daily', Target: { Arn: QUEUE } }]);
    expect(await request('DELETE', '/schedules/daily', 'groupName=default')).toEqual({});
    const on = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/daily';
    expect(asked).toEqual([
      `scheduler:CreateSchedule ${on}`,
      `iam:PassRole ${ROLE}`,
      `scheduler:GetSchedule ${on}`,
      'scheduler:ListSchedules *',
      `scheduler:DeleteSchedule ${on}`,
    ]);
  });

  it('tag groups, and take tags away', async () => {
    const arn = `${GROUPS}prints`;
    const path = `/tags/${encodeURIComponent(arn)}`;
    const tags = (...pairs: [string, string][]) => ({ Tags: pairs.map(([Key, Value]) => ({ Key, Value })) });
    await request('POST', '/schedule-groups/prints', '', tags(['stage', 'dev'], ['team', 'lab']));
    await request('POST', path, '', tags(['stage', 'prod'], ['cost', '7']));
    expect(await request('GET', path)).toEqual(tags(['stage', 'prod'], ['team', 'lab'], ['cost', '7']));
    await request('DELETE', path, 'TagKeys=stage&TagKeys=team');
    expect(await request('GET', path)).toEqual(tags(['cost', '7']));
    expect(asked).toEqual([
      ...[`scheduler:CreateScheduleGroup ${arn}`, `scheduler:TagResource ${arn}`, `scheduler:TagResource ${arn}`],
      ...[`scheduler:ListTagsForResource ${arn}`, `scheduler:UntagResource ${arn}`],
      `scheduler:ListTagsForResource ${arn}`,
    ]);
    service.close();
    service = open();
    expect(await request('GET', path)).toEqual(tags(['cost', '7']));
  });
});
