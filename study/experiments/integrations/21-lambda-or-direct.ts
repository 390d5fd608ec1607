import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ended, history, start, transitionsOf } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { reports } from '#study/lab/log-lines.ts';
import { fn, machine, role, table } from '#study/lab/stack.ts';

const direct = {
  Resource: 'arn:aws:states:::dynamodb:putItem',
  Parameters: { TableName: 'photos', Item: { id: { 'S.$': '$.id' } } },
};

const byFunction = {
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'put-item', 'Payload.$': '$' },
};

const write = (task: object) => ({ StartAt: 'Write', States: { Write: { Type: 'Task', ...task, End: true } } });

export const lambdaOrDirect = experiment({
  number: 21,
  question: 'Write an item by a Lambda function, or by a direct integration?',
  claim:
    'Both are one transition. The function is paid for besides, {price.lambda.request} and {price.lambda.gb-second.arm} on arm64, starts cold at times, and needs a role of its own with dynamodb:PutItem; directly, the role of the workflow needs it.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html',
  given: { task: direct as object },
  stack: ({ task }) => ({
    Role: role(),
    Photos: table('photos'),
    PutItem: fn('put-item', 'put-item', { Environment: { Variables: { TABLE: 'photos' } } }),
    Direct: machine('direct', write(task)),
    ByFunction: machine('by-function', write(byFunction)),
  }),
  async run(lab) {
    const directly = await transitions(lab, 'direct', 'a');
    const invoked = (await reports(lab, 'put-item')).length;
    lab.check('no-function-runs', invoked === 0, 'direct', `${directly} transition, ${invoked} invocations`);
    const byWay = await transitions(lab, 'by-function', 'b');
    const after = await lab.until('the report of the function', async () => (await reports(lab, 'put-item'))[0]);
    const billed = Number(/Billed Duration: (\d+) ms/.exec(after)?.[1]);
    lab.check(
      'function-is-billed',
      billed > 0,
      'by a function',
      `${byWay} transition, 1 invocation with its own bill (REPORT … Billed Duration)`,
    );
    const { Count } = await lab.clients.dynamodb.send(new ScanCommand({ TableName: 'photos' }));
    lab.check('both-write', Count === 2, 'items in the table', `${Count}`);
  },
  control: { given: { task: byFunction }, without: 'both go through the function', noticed: 'no-function-runs' },
});

async function transitions(lab: StudyLab, name: string, id: string): Promise<number> {
  const execution = await start(lab, name, { id });
  await ended(lab, execution);
  return transitionsOf(await history(lab, execution));
}
