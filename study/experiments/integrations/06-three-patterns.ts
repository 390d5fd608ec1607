import { described, ended, endedWithin, happened, secondsBetween, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { machine, machineArn, role } from '#study/lab/stack.ts';

const child = {
  StartAt: 'Print',
  States: {
    Print: { Type: 'Wait', Seconds: 300, Next: 'Printed' },
    Printed: { Type: 'Pass', Result: { sheets: 11 }, End: true },
  },
};

const parent = (pattern: string) => ({
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: `arn:aws:states:::states:startExecution${pattern}`,
      Parameters: { StateMachineArn: machineArn('child'), Input: {} },
      End: true,
    },
  },
});

export const threePatterns = experiment({
  number: 6,
  question: '.sync, .sync:2 and request-response: when does the parent go on, and with what?',
  claim:
    'Request-response goes on when the child has started, with its ARN. .sync and .sync:2 wait for its end; the output of the child is text in the one, JSON in the other.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html',
  given: { waiting: '.sync' },
  stack: ({ waiting }) => ({
    Role: role(),
    Child: machine('child', child),
    RequestResponse: machine('request-response', parent('')),
    Sync: machine('sync', parent(waiting)),
    Sync2: machine('sync-2', parent('.sync:2')),
  }),
  async run(lab) {
    const first = await ended(lab, await start(lab, 'request-response'));
    const { ExecutionArn } = JSON.parse(first.output ?? '{}');
    const { status } = await described(lab, ExecutionArn);
    lab.check(
      'goes-on-at-once',
      status === 'RUNNING',
      'request-response: the parent has ended, the child is',
      `${status}`,
    );
    const sync = await outputOf(lab, 'sync');
    lab.check(
      'sync-is-text',
      typeof sync.output === 'string',
      '.sync: Output',
      `after ${sync.minutes} minutes ${JSON.stringify(sync.output)}`,
    );
    const sync2 = await outputOf(lab, 'sync-2');
    lab.check(
      'sync-2-is-json',
      typeof sync2.output === 'object',
      '.sync:2: Output',
      `after ${sync2.minutes} minutes ${JSON.stringify(sync2.output)}`,
    );
  },
  control: { given: { waiting: '.sync:2' }, without: '.sync is written .sync:2', noticed: 'sync-is-text' },
});

async function outputOf(lab: StudyLab, name: string) {
  const execution = await start(lab, name);
  await happened(lab, execution, 'TaskSubmitted');
  await lab.turn(301);
  const { output = '{}', startDate, stopDate } = await endedWithin(lab, execution, 60);
  const minutes = Math.floor(secondsBetween(startDate, stopDate) / 60);
  return { output: JSON.parse(output).Output as unknown, minutes };
}
