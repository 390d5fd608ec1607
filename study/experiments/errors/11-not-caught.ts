import { ended, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true };

const definition = (Parameters: object) => ({
  StartAt: 'Send',
  States: {
    Send: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters, ...caught },
    Caught: { Type: 'Succeed' },
  },
});

const NO_SUCH_PATH = { TableName: 'none', 'Key.$': '$.missing' };
const NO_SUCH_TABLE = { TableName: 'none', Key: { id: { S: '1' } } };

export const notCaught = experiment({
  number: 11,
  question: 'What does Catch with States.ALL not catch?',
  claim:
    'States.Runtime: a path that finds nothing in the input, for one, fails the execution whatever catches. AWS writes the same of States.DataLimitExceeded; a recorded answer of AWS shows it caught, and so it is here (question 19).',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  given: { parameters: NO_SUCH_PATH as object },
  stack: ({ parameters }) => ({
    Role: role(),
    Machine: machine('machine', definition(parameters)),
    Other: machine('other', definition(NO_SUCH_TABLE)),
  }),
  async run(lab) {
    const other = await ended(lab, await start(lab, 'other'));
    lab.check(
      'others-are-caught',
      other.status === 'SUCCEEDED',
      'a table that is not there',
      `caught, ${other.status}`,
    );
    const execution = await start(lab, 'machine');
    const { status, error } = await ended(lab, execution);
    for (const line of lines(await history(lab, execution), ({ type }) => type === 'ExecutionFailed'))
      lab.show('history', line);
    const failed = status === 'FAILED' && error === 'States.Runtime';
    lab.check('runtime-is-not-caught', failed, 'a path that finds nothing', [status, error].filter(Boolean).join(', '));
  },
  control: {
    given: { parameters: NO_SUCH_TABLE },
    without: 'the service refuses instead of the path',
    noticed: 'runtime-is-not-caught',
  },
});
