import { factOf } from '#study/facts/facts.ts';
import { ended, history, lines, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const LIMIT = factOf('quota.history').value;

/** Counts to a number, two states a round. */
const counting = {
  StartAt: 'Count',
  States: {
    Count: {
      Type: 'Pass',
      Parameters: { 'n.$': 'States.MathAdd($.n, 1)', 'to.$': '$.to' },
      Next: 'Enough?',
    },
    'Enough?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericLessThanPath: '$.to', Next: 'Count' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

export const longHistory = experiment({
  number: 20,
  question: 'A loop goes on and on: what happens towards {quota.history}?',
  claim:
    'A Standard execution fails when its history reaches {quota.history}, and nothing in it can catch that. Go on in a new execution before that, or give the work to child executions, each with a history of its own. Express keeps no history, and has no such limit.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  given: { rounds: 100_000 },
  stack: () => ({ Role: role(), Machine: machine('machine', counting) }),
  async run(lab, { rounds }) {
    const execution = await start(lab, 'machine', { n: 0, to: rounds });
    const { status, error } = await ended(lab, execution);
    const events = await history(lab, execution);
    lab.show('rounds wanted', rounds.toLocaleString('en-US'));
    for (const line of lines(events.slice(-2), () => true)) lab.show('the last events', line);
    const failed = status === 'FAILED' && events.length === LIMIT;
    lab.check(
      'long-history-fails',
      failed,
      'the execution',
      [status, error, `${events.length} events`].filter(Boolean).join(', '),
    );
  },
  control: { given: { rounds: 100 }, without: 'it counts to a hundred', noticed: 'long-history-fails' },
});
