import { endedWithin, history, lines, start, transitionsOf } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const definition = (MaxAttempts: number) => ({
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:getItem',
      Parameters: { TableName: 'none', Key: { id: { S: '1' } } },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Succeed' },
  },
});

export const retriesCounted = experiment({
  number: 10,
  question: 'Is a retry a state transition, and what does Catch see?',
  claim:
    'The state is entered once, but each retry is charged as one more transition. Catch comes after the last attempt and sees its error only, as Error and Cause.',
  page: 'https://aws.amazon.com/step-functions/pricing/',
  given: { attempts: 3 },
  stack: ({ attempts }) => ({ Role: role(), Machine: machine('machine', definition(attempts)) }),
  async run(lab) {
    const execution = await start(lab, 'machine');
    const { output = '{}' } = await endedWithin(lab, execution, 60);
    const events = await history(lab, execution);
    for (const line of lines(events, ({ type }) => type === 'TaskScheduled' || type === 'TaskStateEntered'))
      lab.show('history', line);
    const entered = events.filter(({ type }) => /StateEntered$/.test(type ?? '')).length;
    const counted = transitionsOf(events);
    lab.check(
      'retries-are-counted',
      counted === entered + 3,
      'states entered, transitions charged',
      `${entered}, ${counted}`,
    );
    const { Error: error } = JSON.parse(output);
    lab.check(
      'catch-sees-last-error',
      error === 'DynamoDB.ResourceNotFoundException',
      'Catch was given',
      `Error ${error}, and its Cause`,
    );
  },
  control: { given: { attempts: 0 }, without: 'nothing is tried again', noticed: 'retries-are-counted' },
});
