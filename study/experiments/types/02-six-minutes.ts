import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ended, happened, history, lines, secondsBetween, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { loggedTypes } from '#study/lab/log-lines.ts';
import { logGroup, machine, machineArn, role } from '#study/lab/stack.ts';

const nap = (Seconds: number) => ({ StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds, End: true } } });

export const sixMinutes = experiment({
  number: 2,
  question: 'Six minutes of sleep: what becomes of it in Standard and in Express?',
  claim:
    'A Standard workflow sleeps as long as it wants, up to {quota.standard.duration}, and pays nothing for it. An Express workflow is ended after {quota.express.duration}.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  given: { seconds: 360 },
  stack: ({ seconds }) => ({
    Role: role(),
    Log: logGroup('/study/express'),
    Standard: machine('standard', nap(seconds)),
    Express: machine('express', nap(seconds), { type: 'EXPRESS', logTo: 'Log' }),
  }),
  async run(lab, { seconds }) {
    const standard = await start(lab, 'standard');
    await happened(lab, standard, 'WaitStateEntered');
    const express = lab.clients.states.send(new StartSyncExecutionCommand({ stateMachineArn: machineArn('express') }));
    await lab.until('the wait in the log', async () =>
      (await loggedTypes(lab, '/study/express')).find((type) => type === 'WaitStateEntered'),
    );
    await lab.turn(seconds + 1);
    const { status } = await ended(lab, standard);
    for (const line of lines(await history(lab, standard), ({ type }) => /Wait/.test(type ?? '')))
      lab.show('Standard', line);
    lab.check('standard-sleeps', status === 'SUCCEEDED', 'Standard ended', `${status}`);
    const answer = await express;
    const lasted = secondsBetween(answer.startDate, answer.stopDate);
    lab.check(
      'express-is-ended',
      answer.status === 'TIMED_OUT',
      'Express ended',
      `${answer.status} after ${lasted} seconds`,
    );
  },
  control: { given: { seconds: 240 }, without: 'they sleep four minutes', noticed: 'express-is-ended' },
});
