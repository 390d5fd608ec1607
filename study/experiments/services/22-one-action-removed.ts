import { ended, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role, table } from '#study/lab/stack.ts';

const write = {
  StartAt: 'Write',
  States: {
    Write: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Parameters: { TableName: 'photos', Item: { id: { S: 'a' } } },
      End: true,
    },
  },
};

const may = (actions: readonly string[]) => [
  { Effect: 'Allow', Action: actions, Resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/photos' },
];

export const oneActionRemoved = experiment({
  number: 22,
  question: 'One action is taken out of a policy: who is refused, and how does it read?',
  claim:
    'The role of the workflow is who calls. Without dynamodb:PutItem its task fails with an access denied that names the role, the action and the resource; whoever started the execution was allowed to, and hears of it in the history only.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html',
  given: { actions: ['dynamodb:GetItem'] as readonly string[] },
  stack: ({ actions }) => ({ Role: role(may(actions)), Photos: table('photos'), Machine: machine('machine', write) }),
  async run(lab) {
    const execution = await start(lab, 'machine');
    lab.show('StartExecution', 'allowed: it is the caller who starts');
    const { error, cause = '' } = await ended(lab, execution);
    for (const line of lines(await history(lab, execution), ({ type }) => type === 'TaskFailed'))
      lab.show('history', line);
    const sentence = /is not authorized to perform: \S+ on resource: \S+/.exec(cause)?.[0];
    lab.check(
      'task-is-refused',
      sentence !== undefined,
      `the cause of ${error ?? 'nothing'}`,
      sentence ?? 'none: it succeeded',
    );
  },
  control: {
    given: { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'] },
    without: 'the action is there',
    noticed: 'task-is-refused',
  },
});
