import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { factOf } from '#study/facts/facts.ts';
import { ended, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { bucket, machine, machineArn, role } from '#study/lab/stack.ts';

const BUCKET = 'study-large';
const LIMIT = factOf('quota.payload').value;

const get = (caught: object) => ({
  StartAt: 'Get',
  States: {
    Get: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
      Parameters: { Bucket: BUCKET, Key: 'text' },
      ...caught,
      End: true,
    },
    Caught: { Type: 'Succeed' },
  },
});

const withoutCatch = () => {
  const { Caught: _, ...States } = get({}).States;
  return { StartAt: 'Get', States };
};

export const tooLarge = experiment({
  number: 19,
  question: 'What happens to more than {quota.payload}?',
  claim:
    'An input beyond {quota.payload} is refused by StartExecution. A result beyond it fails its state with States.DataLimitExceeded. AWS writes that States.ALL does not catch it; a recorded answer of AWS shows it caught, and so it is here. The remedy is a pointer: leave the data in S3 and pass its key.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  given: { bytes: LIMIT + 1 },
  stack: () => ({
    Role: role(),
    Bucket: bucket(BUCKET),
    Plain: machine('plain', withoutCatch()),
    Catching: machine('catching', get({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] })),
  }),
  async run(lab, { bytes }) {
    const put = new PutObjectCommand({ Bucket: BUCKET, Key: 'text', Body: 'x'.repeat(bytes) });
    await lab.clients.s3.send(put);
    const refused = await refusal(lab);
    lab.check('input-is-refused', refused !== undefined, 'StartExecution with such an input', refused ?? 'taken');
    const execution = await start(lab, 'plain');
    const { error } = await ended(lab, execution);
    for (const line of lines(await history(lab, execution), ({ type }) => /Failed$/.test(type ?? '')))
      lab.show('history', line);
    lab.check('result-fails', error === 'States.DataLimitExceeded', 'a state with such a result', error ?? 'succeeded');
    const { status } = await ended(lab, await start(lab, 'catching'));
    lab.show('the same with Catch of States.ALL', status === 'SUCCEEDED' ? 'caught' : `${status}`);
  },
  control: { given: { bytes: 1_000 }, without: 'the result is small', noticed: 'result-fails' },
});

async function refusal({ clients }: StudyLab): Promise<string | undefined> {
  const input = JSON.stringify('x'.repeat(LIMIT - 1));
  return clients.states.send(new StartExecutionCommand({ stateMachineArn: machineArn('plain'), input })).then(
    () => undefined,
    (error: Error) => error.name,
  );
}
