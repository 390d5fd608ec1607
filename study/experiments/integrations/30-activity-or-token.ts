import { GetActivityTaskCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { ended, happened, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { received } from '#study/lab/queues.ts';
import { activityArn, machine, queue, role } from '#study/lab/stack.ts';

const task = (fields: object) => ({ StartAt: 'Print', States: { Print: { Type: 'Task', ...fields, End: true } } });

const byToken = task({
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: '${Desk}', MessageBody: { 'token.$': '$$.Task.Token' } },
});

export const activityOrToken = experiment({
  number: 30,
  question: 'An activity or a task token?',
  claim:
    'An activity waits until a worker asks for it by GetActivityTask, which may be {quota.pollers} on one activity: for workers that can only call out. A task token is sent to where the work is, by any service that can carry it. Both end by SendTaskSuccess or SendTaskFailure, and neither exists in Express.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html',
  given: { polls: true },
  stack: () => ({
    Role: role(),
    Desk: queue('desk'),
    Printing: { Type: 'AWS::StepFunctions::Activity', Properties: { Name: 'printing' } },
    ByActivity: machine('by-activity', task({ Resource: activityArn('printing') })),
    ByToken: machine('by-token', byToken, { substitutions: { Desk: { Ref: 'Desk' } } }),
  }),
  async run(lab, { polls }) {
    const activity = await start(lab, 'by-activity');
    await happened(lab, activity, 'ActivityScheduled');
    if (polls) await succeed(lab, await polled(lab));
    const events = await history(lab, activity);
    for (const line of lines(events, ({ type }) => /^Activity(Scheduled|Started)$/.test(type ?? '')))
      lab.show('activity', line);
    const worker = events.find(({ type }) => type === 'ActivityStarted')?.activityStartedEventDetails?.workerName;
    lab.check('worker-takes-activity', worker === 'press-1', 'taken by', worker ?? 'nobody: it waits');
    const token = await start(lab, 'by-token');
    const [message] = await lab.until('the message', async () => {
      const messages = await received(lab, 'desk');
      return messages.length > 0 ? messages : undefined;
    });
    lab.show('task token', 'arrives in the queue by itself');
    await succeed(lab, JSON.parse(message?.Body ?? '{}').token);
    const ends = [(await ended(lab, activity)).status, (await ended(lab, token)).status];
    lab.check(
      'both-end',
      ends.every((status) => status === 'SUCCEEDED'),
      'after SendTaskSuccess',
      ends.join(', '),
    );
  },
  control: { given: { polls: false }, without: 'no worker asks', noticed: 'worker-takes-activity' },
});

async function polled({ clients }: StudyLab): Promise<string> {
  const command = new GetActivityTaskCommand({ activityArn: activityArn('printing'), workerName: 'press-1' });
  const { taskToken = '' } = await clients.states.send(command);
  return taskToken;
}

const succeed = ({ clients }: StudyLab, taskToken: string) =>
  clients.states.send(new SendTaskSuccessCommand({ taskToken, output: '"printed"' }));
