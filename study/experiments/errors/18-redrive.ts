import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { described, ended, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { received } from '#study/lab/queues.ts';
import { machine, queue, role } from '#study/lab/stack.ts';

const definition = {
  StartAt: 'Take payment',
  States: {
    'Take payment': {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: '${Payments}', MessageBody: 'take 12 EUR' },
      ResultPath: null,
      Next: 'Record',
    },
    Record: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Parameters: { TableName: 'later', Item: { id: { S: 'order-7' } } },
      End: true,
    },
  },
};

export const redrive = experiment({
  number: 18,
  question: 'An execution failed half-way: redrive or restart?',
  claim:
    'A redriven execution goes on at the step that failed, with what the earlier ones gave, under the same ARN, within {quota.redrive}. A new one begins at the start, and does everything again.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html',
  given: { redriven: true },
  stack: () => ({
    Role: role(),
    Payments: queue('payments'),
    Machine: machine('machine', definition, { substitutions: { Payments: { Ref: 'Payments' } } }),
  }),
  async run(lab, { redriven }) {
    const first = await start(lab, 'machine');
    const { error } = await ended(lab, first);
    lab.show('the first attempt', `FAILED, ${error}`);
    await makeTable(lab);
    const again = redriven ? await redriveOf(lab, first) : await start(lab, 'machine');
    const { status } = await ended(lab, again);
    const { redriveCount } = await described(lab, again);
    lab.check('goes-on', status === 'SUCCEEDED', 'the table is made; then', `${status}, redriveCount ${redriveCount}`);
    const payments = await received(lab, 'payments');
    lab.check('paid-once', payments.length === 1, 'messages that take the payment', `${payments.length}`);
  },
  control: { given: { redriven: false }, without: 'it is started anew', noticed: 'paid-once' },
});

async function redriveOf({ clients }: StudyLab, executionArn: string): Promise<string> {
  await clients.states.send(new RedriveExecutionCommand({ executionArn }));
  return executionArn;
}

async function makeTable({ clients }: StudyLab): Promise<void> {
  await clients.dynamodb.send(
    new CreateTableCommand({
      TableName: 'later',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}
