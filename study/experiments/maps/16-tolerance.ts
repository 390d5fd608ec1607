import { distributed, mapRunOf } from '#study/lab/distributed.ts';
import { ended, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const FAILING = 6;

/** Of a hundred items the first six fail. */
const definition = (ToleratedFailurePercentage: number) =>
  distributed({
    items: { ItemsPath: '$' },
    more: { ToleratedFailurePercentage, ResultPath: null },
    startAt: 'Sharp?',
    states: {
      'Sharp?': {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericLessThan: FAILING, Next: 'Blurred' }],
        Default: 'Kept',
      },
      Blurred: { Type: 'Fail', Error: 'Blurred' },
      Kept: { Type: 'Succeed' },
    },
  });

export const tolerance = experiment({
  number: 16,
  question: 'Six of a hundred items fail. What do five per cent of tolerance make of it?',
  claim:
    'A Distributed Map fails as soon as more than the tolerated percentage has failed, with States.ExceedToleratedFailureThreshold, and what has not begun is not begun. Without a tolerance the first failure is enough; within it the Map succeeds, failures and all.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html',
  given: { tolerated: 5 },
  stack: ({ tolerated }) => ({
    Role: role(),
    Asked: machine('asked', definition(tolerated)),
    Wider: machine('wider', definition(10)),
  }),
  async run(lab) {
    const input = Array.from({ length: 100 }, (_, at) => at);
    const wider = await start(lab, 'wider', input);
    const { status } = await ended(lab, wider);
    const { itemCounts } = await mapRunOf(lab, wider);
    lab.check(
      'within-succeeds',
      status === 'SUCCEEDED',
      'tolerating ten of a hundred',
      `${status}, ${itemCounts?.failed} failed`,
    );
    const execution = await ended(lab, await start(lab, 'asked', input));
    const said = [execution.status, execution.error].filter(Boolean).join(', ');
    lab.check('beyond-fails', execution.error === 'States.ExceedToleratedFailureThreshold', 'tolerating five', said);
  },
  control: { given: { tolerated: 10 }, without: 'ten are tolerated', noticed: 'beyond-fails' },
});
