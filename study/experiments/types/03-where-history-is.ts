import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ended, history, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { loggedTypes } from '#study/lab/log-lines.ts';
import { logGroup, machine, machineArn, role } from '#study/lab/stack.ts';

const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };

export const whereHistoryIs = experiment({
  number: 3,
  question: 'Where does each type keep its history?',
  claim:
    'The API keeps the history of a Standard execution for {quota.history.kept}. Of an Express execution it keeps {quota.express.sync.kept}: what it logs to CloudWatch is all there is.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  given: { logged: true },
  stack: ({ logged }) => ({
    Role: role(),
    Log: logGroup('/study/express'),
    Standard: machine('standard', definition),
    Express: machine('express', definition, { type: 'EXPRESS', ...(logged && { logTo: 'Log' }) }),
  }),
  async run(lab) {
    const standard = await start(lab, 'standard');
    await ended(lab, standard);
    const events = await history(lab, standard);
    lab.check(
      'standard-is-kept',
      events.length > 0,
      'GetExecutionHistory, Standard',
      events.map(({ type }) => type).join(', '),
    );
    const { executionArn = '' } = await lab.clients.states.send(
      new StartSyncExecutionCommand({ stateMachineArn: machineArn('express') }),
    );
    const refusal = await history(lab, executionArn).then(
      () => undefined,
      (error: Error) => error.name,
    );
    lab.check('express-is-not-kept', refusal !== undefined, 'GetExecutionHistory, Express', refusal ?? 'a history');
    const logged = await loggedTypes(lab, '/study/express');
    lab.check('express-is-logged', logged.length > 0, 'its log group', logged.join(', ') || 'empty');
  },
  control: { given: { logged: false }, without: 'the Express workflow has no logging', noticed: 'express-is-logged' },
});
