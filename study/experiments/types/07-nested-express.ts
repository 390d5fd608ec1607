import { ended, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, machineArn, role } from '#study/lab/stack.ts';

const child = (fails: boolean) => ({
  StartAt: 'End',
  States: { End: fails ? { Type: 'Fail', Error: 'Blurred' } : { Type: 'Succeed' } },
});

const parent = {
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution',
      Parameters: { StateMachineArn: machineArn('child') },
      End: true,
    },
  },
};

export const nestedExpress = experiment({
  number: 7,
  question: 'A workflow calls an Express child: why does the call succeed although the child failed?',
  claim:
    '.sync does not know Express children; they are called by StartSyncExecution, and that call succeeds when it was answered. Whether the child did is in Status: test it with a Choice.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html',
  given: { fails: true },
  stack: ({ fails }) => ({
    Role: role(),
    Child: machine('child', child(fails), { type: 'EXPRESS' }),
    Parent: machine('parent', parent),
  }),
  async run(lab) {
    const execution = await start(lab, 'parent');
    const { status, output = '{}' } = await ended(lab, execution);
    for (const line of lines(await history(lab, execution), ({ type }) => /^Task(Succeeded|Failed)/.test(type ?? '')))
      lab.show('parent', line);
    lab.check('call-succeeds', status === 'SUCCEEDED', 'the parent ended', `${status}`);
    const { Status, Error: error } = JSON.parse(output);
    lab.check('child-failed', Status === 'FAILED', 'and in its output', `Status ${Status}, Error ${error}`);
  },
  control: { given: { fails: false }, without: 'the child does not fail', noticed: 'child-failed' },
});
