import { SendTaskHeartbeatCommand } from '@aws-sdk/client-sfn';
import { ended, happened, history, secondsBetween, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { received } from '#study/lab/queues.ts';
import { machine, queue, role } from '#study/lab/stack.ts';

const definition = {
  StartAt: 'Print',
  States: {
    Print: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: '${Desk}', MessageBody: { 'token.$': '$$.Task.Token' } },
      HeartbeatSeconds: 60,
      TimeoutSeconds: 600,
      Catch: [
        { ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Worker died' },
        { ErrorEquals: ['States.Timeout'], Next: 'Took too long' },
      ],
      End: true,
    },
    'Worker died': { Type: 'Pass', End: true },
    'Took too long': { Type: 'Pass', End: true },
  },
};

export const heartbeat = experiment({
  number: 12,
  question: 'Heartbeat or timeout: which notices a worker that died?',
  claim:
    'A timeout of ten minutes notices after ten minutes. A heartbeat of one minute notices one minute after the last sign of life, which Catch and Retry know as States.HeartbeatTimeout; each SendTaskHeartbeat begins it anew, and none extends the timeout.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html',
  given: { beats: 3 },
  stack: () => ({
    Role: role(),
    Desk: queue('desk'),
    Machine: machine('machine', definition, { substitutions: { Desk: { Ref: 'Desk' } } }),
  }),
  async run(lab, { beats }) {
    const execution = await start(lab, 'machine');
    await happened(lab, execution, 'TaskSubmitted');
    const taskToken = await token(lab);
    for (let beat = 0; beat < beats; beat++) {
      await lab.turn(50);
      await lab.clients.states.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    lab.show('the worker', `beats ${beats} times, every 50 seconds, and dies`);
    await lab.turn(120);
    const { startDate, stopDate } = await ended(lab, execution);
    lab.show('the execution', `went on after ${secondsBetween(startDate, stopDate)} seconds`);
    const caught = (await history(lab, execution)).find(({ type }) => type === 'PassStateEntered');
    const name = caught?.stateEnteredEventDetails?.name ?? 'nowhere';
    lab.check('heartbeat-notices', name === 'Worker died', 'and was caught by', name);
  },
  control: { given: { beats: 11 }, without: 'the worker lives on, past the timeout', noticed: 'heartbeat-notices' },
});

const token = (lab: StudyLab): Promise<string> =>
  lab.until('the message', async () => {
    const [message] = await received(lab, 'desk');
    return message && String(JSON.parse(message.Body ?? '{}').token);
  });
