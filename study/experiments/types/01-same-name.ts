import { ExecutionAlreadyExists, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { machine, machineArn, role } from '#study/lab/stack.ts';

const nap = { StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds: 60, End: true } } };

export const sameName = experiment({
  number: 1,
  question: 'The same name twice: what do Standard and Express do?',
  claim:
    'A Standard workflow takes a name once in {quota.history.kept}: the same name with the same input is the same execution while it runs, with another input it is refused. Express starts a second one.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html',
  given: { second: 'order-7' },
  stack: () => ({
    Role: role(),
    Standard: machine('standard', nap),
    Express: machine('express', nap, { type: 'EXPRESS' }),
  }),
  async run(lab, { second }) {
    const first = await start(lab, 'standard', { total: 1 }, 'order-7');
    const again = await start(lab, 'standard', { total: 1 }, 'order-7');
    lab.check('same-input-is-same-execution', again === first, 'Standard, same name and input', 'the ARN of the first');
    const refused = await refusal(lab, second);
    lab.check(
      'other-input-is-refused',
      refused !== undefined,
      'Standard, same name, other input',
      refused ?? 'a second execution',
    );
    const one = await start(lab, 'express', { total: 1 }, 'order-7');
    const two = await start(lab, 'express', { total: 2 }, 'order-7');
    const tail = (arn: string) => arn.split(':').slice(7, 8).join();
    lab.check(
      'express-starts-both',
      one !== two,
      'Express, same name, other input',
      `two executions of the name ${tail(two)}`,
    );
  },
  control: {
    given: { second: 'order-8' },
    without: 'the second start has a name of its own',
    noticed: 'other-input-is-refused',
  },
});

async function refusal({ clients }: StudyLab, name: string): Promise<string | undefined> {
  const command = new StartExecutionCommand({ stateMachineArn: machineArn('standard'), name, input: '{"total":2}' });
  try {
    await clients.states.send(command);
    return undefined;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return error.name;
    throw error;
  }
}
