import { StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { loggedTypes } from '#study/lab/log-lines.ts';
import { logGroup, machine, machineArn, role } from '#study/lab/stack.ts';

const definition = (fails: boolean) => ({
  StartAt: 'End',
  States: { End: fails ? { Type: 'Fail', Error: 'NoPaper', Cause: 'The tray is empty.' } : { Type: 'Succeed' } },
});

export const syncOrAsync = experiment({
  number: 4,
  question: 'A synchronous and an asynchronous Express execution: what does the caller get, and what when it fails?',
  claim:
    'StartSyncExecution waits and answers with status, output or error; the call itself succeeds even then. StartExecution answers with an ARN at once, and nobody hears of a failure but the log and the metrics.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html',
  given: { fails: true },
  stack: ({ fails }) => ({
    Role: role(),
    Log: logGroup('/study/express'),
    Express: machine('express', definition(fails), { type: 'EXPRESS', logTo: 'Log' }),
  }),
  async run(lab) {
    const stateMachineArn = machineArn('express');
    const sync = await lab.clients.states.send(new StartSyncExecutionCommand({ stateMachineArn }));
    const { status, error, cause, $metadata } = sync;
    lab.check(
      'call-succeeds',
      $metadata.httpStatusCode === 200,
      'StartSyncExecution, HTTP',
      `${$metadata.httpStatusCode}`,
    );
    lab.check(
      'sync-tells-of-failure',
      status === 'FAILED',
      'and in its answer',
      [status, error, cause].filter(Boolean).join(', '),
    );
    const async = await lab.clients.states.send(new StartExecutionCommand({ stateMachineArn }));
    const members = Object.keys(async).filter((name) => name !== '$metadata');
    lab.check('async-tells-nothing', !members.includes('status'), 'StartExecution answers', members.join(', '));
    const logged = await lab.until('the end in the log', async () => failures(lab));
    lab.show('its log, later', logged);
  },
  control: { given: { fails: false }, without: 'it does not fail', noticed: 'sync-tells-of-failure' },
});

async function failures(lab: StudyLab): Promise<string | undefined> {
  const failed = (await loggedTypes(lab, '/study/express')).filter((type) => type === 'ExecutionFailed');
  return failed.length < 2 ? undefined : `ExecutionFailed, of each of the ${failed.length}`;
}
