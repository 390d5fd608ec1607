import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Desk } from '#tests/permissions/desk.ts';
import type { Flow } from '#tests/permissions/flow.ts';
import { develop, ended } from '#tests/permissions/flows/photo-steps.ts';
import { scene } from '#tests/support/pictures.ts';

/** Pixels of a width that takes seconds. */
const LARGE = 3_000;

/** A photo that was made by another configuration. */
async function outdated(desk: Desk, key: string, signal: AbortSignal, width = 60): Promise<void> {
  await develop(
    desk,
    key,
    await scene(width, Math.round((width * 2) / 3))
      .png()
      .toBuffer(),
    signal,
  );
  await desk.documents.send(
    new UpdateCommand({
      TableName: desk.imagesTable,
      Key: { key },
      UpdateExpression: 'SET configuration = :other',
      ExpressionAttributeValues: { ':other': 'other' },
    }),
  );
}

/** @param expressUpTo bytes up to which a photo is for an Express child */
async function reprocess(desk: Desk, prefix: string, expressUpTo: number): Promise<string | undefined> {
  const limits = { concurrency: 1, tolerance: 100, expressUpTo };
  const input = JSON.stringify({ from: 'PREFIX', prefix, only: 'all', ...limits });
  const start = new StartExecutionCommand({ stateMachineArn: desk.arnOf('library-reprocess'), input });
  return (await desk.states.send(start)).executionArn;
}

/** Whether the first child of a run waits for its photo: until the call has been answered it has nothing to stop. */
async function isWaiting({ states }: Desk, executionArn: string | undefined): Promise<boolean> {
  const { mapRuns = [] } = await states.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns.find(({ stateMachineArn }) => stateMachineArn?.endsWith('/Standard'))?.mapRunArn;
  if (mapRunArn === undefined) return false;
  const { executions = [] } = await states.send(new ListExecutionsCommand({ mapRunArn }));
  const child = executions[0]?.executionArn;
  if (child === undefined) return false;
  const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn: child }));
  return events.at(-1)?.type === 'TaskSubmitted';
}

/** Makes the schedule due at once, with another rate each time: a schedule whose times stay goes on as it was. */
async function makeDue({ scheduler }: Desk, id: string): Promise<void> {
  const Name = 'darkroom-dev-library-report';
  const {
    FlexibleTimeWindow: _,
    ScheduleExpression: __,
    ...schedule
  } = await scheduler.send(new GetScheduleCommand({ Name }));
  const every = Number(/\d+$/.exec(id)?.[0] ?? 0) + 1;
  await scheduler.send(
    new UpdateScheduleCommand({
      ...{ Name, Target: schedule.Target, FlexibleTimeWindow: { Mode: 'OFF' }, State: 'ENABLED' },
      ScheduleExpression: `rate(${every} days)`,
    }),
  );
}

async function reports({ states, arnOf }: Desk): Promise<number> {
  const call = new ListExecutionsCommand({ stateMachineArn: arnOf('library-report'), maxResults: 1000 });
  return (await states.send(call)).executions?.length ?? 0;
}

export const libraryFlows: readonly Flow[] = [
  {
    name: 'a report is begun by its schedule',
    async run(desk, id, signal) {
      const before = await reports(desk);
      await makeDue(desk, id);
      await desk.until(async () => ((await reports(desk)) > before ? true : undefined), signal);
    },
  },
  {
    name: 'a report that nothing may begin is kept as a dead letter',
    run: (desk, id, signal) =>
      desk.lacking('library-schedule', 'states:StartExecution', async () => {
        const before = await desk.messagesIn('library-report-dead-letter');
        await makeDue(desk, id);
        await desk.until(async () => {
          const now = await desk.messagesIn('library-report-dead-letter');
          return now > before ? now : undefined;
        }, signal);
      }),
  },
  {
    name: 'a report on the library, and on a list',
    async run(desk, id, signal) {
      await develop(desk, `${id}.txt`, 'no photo', signal);
      const list = { bucket: desk.workBucket, key: `lists/${id}.csv` };
      await desk.s3.send(new PutObjectCommand({ Bucket: list.bucket, Key: list.key, Body: 'paper\nmatte\n' }));
      for (const asked of [
        { from: 'LIBRARY', prefix: id },
        { from: 'CSV', list, by: 'paper' },
      ]) {
        const input = JSON.stringify(asked);
        const start = new StartExecutionCommand({ stateMachineArn: desk.arnOf('library-report'), input });
        const { executionArn } = await desk.states.send(start);
        await desk.until(() => ended(desk, executionArn), signal);
      }
    },
  },
  {
    name: 'the library is developed again, but for what is rejected',
    async run(desk, id, signal) {
      await outdated(desk, `${id}.png`, signal);
      await develop(desk, `${id}.txt`, 'no photo', signal);
      const run = await reprocess(desk, id, LARGE * LARGE);
      await desk.until(() => ended(desk, run), signal);
    },
  },
  {
    name: 'a run over the library is stopped, and the photo with it',
    async run(desk, id, signal) {
      // Large enough that it is still being developed when the run is stopped.
      await outdated(desk, `${id}.png`, signal, LARGE);
      const run = await reprocess(desk, id, 0);
      const query = { stateMachineArn: desk.arnOf('image-processing'), statusFilter: 'RUNNING' } as const;
      await desk.until(async () => ((await isWaiting(desk, run)) ? true : await ended(desk, run)), signal);
      await desk.states.send(new StopExecutionCommand({ executionArn: run }));
      await desk.until(async () => {
        const { executions = [] } = await desk.states.send(new ListExecutionsCommand(query));
        return executions.length === 0 ? true : undefined;
      }, signal);
    },
  },
];
