import { ended, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const refusing = {
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:getItem',
  Parameters: { TableName: 'none', Key: { id: { S: '1' } } },
  End: true,
};

const definition = (caught: boolean) => ({
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 600, End: true } } },
        {
          StartAt: 'Refused',
          States: {
            Refused: { ...refusing, ...(caught && { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Noted' }] }) },
            Noted: { Type: 'Pass', End: true },
          },
        },
      ],
      End: true,
    },
  },
});

export const branchFails = experiment({
  number: 13,
  question: 'One branch of a Parallel fails: what becomes of the others?',
  claim:
    'The Parallel fails at once with the error of the branch, and the others are stopped where they stand. A Catch inside the branch keeps the others going; a Catch on the Parallel only tells what comes next.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html',
  given: { caught: false },
  stack: ({ caught }) => {
    const whole = definition(caught);
    if (!caught) Reflect.deleteProperty(whole.States.Both.Branches[1]?.States ?? {}, 'Noted');
    return { Role: role(), Machine: machine('machine', whole) };
  },
  async run(lab) {
    const execution = await start(lab, 'machine');
    await lab.until('the branches', async () =>
      (await history(lab, execution)).find(({ type }) => type === 'TaskFailed'),
    );
    await lab.turn(601);
    const { status, error } = await ended(lab, execution);
    const events = await history(lab, execution);
    const wanted = /^(Wait.*|TaskFailed|ParallelStateFailed|ExecutionFailed)$/;
    for (const line of lines(events, ({ type }) => wanted.test(type ?? ''))) lab.show('history', line);
    lab.check('parallel-fails', status === 'FAILED', 'the execution', [status, error].filter(Boolean).join(', '));
    const finished = events.some(({ type }) => type === 'WaitStateExited');
    lab.check(
      'others-are-stopped',
      !finished,
      'the ten minutes of the other branch',
      finished ? 'were waited for' : 'were not waited for',
    );
  },
  control: { given: { caught: true }, without: 'the branch catches its error', noticed: 'parallel-fails' },
});
