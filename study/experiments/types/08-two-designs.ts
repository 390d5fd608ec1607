import { factOf } from '#study/facts/facts.ts';
import { ended, history, start, transitionsOf } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, machineArn, role } from '#study/lab/stack.ts';

const HOUR_S = 3600;
const CHUNK_GB = factOf('price.express.chunk').value / 1024;

/** So many steps in a row. */
const steps = (count: number) => ({
  StartAt: 'Step 1',
  States: Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `Step ${at + 1}`,
      { Type: 'Pass', ...(at + 1 === count ? { End: true } : { Next: `Step ${at + 2}` }) },
    ]),
  ),
});

const calling = {
  StartAt: 'All steps',
  States: {
    'All steps': {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution',
      Parameters: { StateMachineArn: machineArn('child') },
      End: true,
    },
  },
};

export const twoDesigns = experiment({
  number: 8,
  question:
    'Twelve steps in one Standard workflow, or in an Express child: what does each cost, and where do they break even?',
  claim:
    'Standard costs {price.transition}; Express {price.express.request} and {price.express.gb-hour}, rounded up to {price.express.step}. Short steps are cheaper in an Express child; how long they may take is the break-even.',
  page: 'https://aws.amazon.com/step-functions/pricing/',
  given: { steps: 12 },
  stack: (given) => ({
    Role: role(),
    Standard: machine('standard', steps(given.steps)),
    Child: machine('child', steps(given.steps), { type: 'EXPRESS' }),
    Calling: machine('calling', calling),
  }),
  async run(lab) {
    const count = async (name: string) => {
      const execution = await start(lab, name);
      await ended(lab, execution);
      return transitionsOf(await history(lab, execution));
    };
    const whole = await count('standard');
    const nested = await count('calling');
    lab.show('transitions', `${whole} in one workflow; ${nested} and one Express request with the child`);
    const shortest = factOf('price.express.step').value / 1000;
    const million = (dollars: number) => `$${(dollars * 1e6).toFixed(2)}`;
    lab.show(
      'a million of them',
      `${million(standard(whole))}; ${million(standard(nested) + express(shortest))} where the child is short`,
    );
    const saved = standard(whole) - standard(nested) - express(0);
    const breakEven = saved / express.perSecond;
    lab.check(
      'child-is-cheaper',
      breakEven > shortest,
      'break-even',
      breakEven > 0 ? `a child of ${Math.round(breakEven)} seconds` : 'never',
    );
  },
  control: { given: { steps: 1 }, without: 'there is one step', noticed: 'child-is-cheaper' },
});

const standard = (transitions: number) => (transitions / 1000) * factOf('price.transition').value;

/** One Express execution of so many seconds, in one chunk of memory. */
const express = Object.assign(
  (seconds: number) => factOf('price.express.request').value / 1e6 + seconds * express.perSecond,
  { perSecond: (CHUNK_GB * factOf('price.express.gb-hour').value) / HOUR_S },
);
