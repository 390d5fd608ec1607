import { CreateStateMachineCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { ended, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { queueUrl, received } from '#study/lab/queues.ts';
import { machine, queue, role } from '#study/lab/stack.ts';

const ask = (pattern: string, QueueUrl: string | object) => ({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: `arn:aws:states:::sqs:sendMessage${pattern}`,
      Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
});

const WITH_TOKEN = '.waitForTaskToken';

export const tokenInExpress = experiment({
  number: 5,
  question: 'Can an Express workflow wait for a task token?',
  claim:
    'Express workflows only have request-response: a definition with .waitForTaskToken is refused when it is created. A Standard workflow waits for the token up to {quota.standard.duration}.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html',
  given: { pattern: WITH_TOKEN },
  stack: () => ({
    Role: role(),
    Desk: queue('desk'),
    Standard: machine('standard', ask(WITH_TOKEN, '${Desk}'), { substitutions: { Desk: { Ref: 'Desk' } } }),
  }),
  async run(lab, { pattern }) {
    const refused = await refusal(lab, pattern);
    lab.check('express-refuses-token', refused !== undefined, 'CreateStateMachine, EXPRESS', refused ?? 'created');
    const execution = await start(lab, 'standard');
    const [message] = await lab.until('the message', async () => {
      const messages = await received(lab, 'desk');
      return messages.length > 0 ? messages : undefined;
    });
    const { token } = JSON.parse(message?.Body ?? '{}');
    await lab.clients.states.send(new SendTaskSuccessCommand({ taskToken: token, output: '"approved"' }));
    const { status, output } = await ended(lab, execution);
    lab.check(
      'standard-goes-on',
      status === 'SUCCEEDED',
      'Standard, after SendTaskSuccess',
      `${status} with ${output}`,
    );
  },
  control: { given: { pattern: '' }, without: 'the task does not wait for a token', noticed: 'express-refuses-token' },
});

async function refusal(lab: StudyLab, pattern: string): Promise<string | undefined> {
  const definition = ask(pattern, await queueUrl(lab, 'desk'));
  if (pattern === '') Object.assign(definition.States.Ask.Parameters, { MessageBody: 'hello' });
  const command = new CreateStateMachineCommand({
    ...{ name: 'express', type: 'EXPRESS', definition: JSON.stringify(definition) },
    roleArn: 'arn:aws:iam::000000000000:role/study-Role',
  });
  return lab.clients.states.send(command).then(
    () => undefined,
    (error: Error) => error.name,
  );
}
