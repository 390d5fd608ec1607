import { factOf } from '#study/facts/facts.ts';
import { distributed, mapRunOf } from '#study/lab/distributed.ts';
import { ended, history, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { machine, role } from '#study/lab/stack.ts';

const ITEMS = 10_000;
const AT_ONCE = factOf('quota.map.inline').value;

const napping = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds: 60, End: true } } },
      End: true,
    },
  },
};

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

type Mode = 'INLINE' | 'DISTRIBUTED';

const large = (mode: Mode) => {
  const machine = distributed({
    items: { ItemsPath: '$' },
    startAt: 'Look',
    states: { Look: { Type: 'Pass', End: true } },
    more: { ResultPath: null },
  });
  if (mode === 'INLINE') Object.assign(machine.States.Each.ItemProcessor, { ProcessorConfig: { Mode: 'INLINE' } });
  return machine;
};

export const inlineOrDistributed = experiment<{ readonly mode: Mode }>({
  number: 15,
  question: 'An inline Map, or a Distributed Map over ten thousand items: what of history and limits?',
  claim:
    'Inline runs {quota.map.inline}, and every iteration is written into the history of the execution, which ends at {quota.history}. Distributed starts a child execution for each, {quota.map.distributed} with a history of its own; the parent hardly grows.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html',
  given: { mode: 'DISTRIBUTED' },
  stack: ({ mode }) => ({
    Role: role(),
    Inline: machine('inline', napping),
    Large: machine('large', large(mode)),
  }),
  async run(lab) {
    const inline = await start(lab, 'inline', numbers(100));
    const running = await asleep(lab, inline);
    lab.check('inline-runs-forty', running === AT_ONCE, 'inline, 100 items: asleep at once', `${running}`);
    const execution = await start(lab, 'large', numbers(ITEMS));
    const { status } = await ended(lab, execution);
    const events = await history(lab, execution);
    lab.check(
      'history-stays-short',
      events.length < 20,
      `distributed, ${ITEMS} items: events of the parent`,
      `${events.length}`,
    );
    const { executionCounts } = await mapRunOf(lab, execution);
    lab.check(
      'each-has-a-child',
      executionCounts?.succeeded === ITEMS,
      'children succeeded',
      `${executionCounts?.succeeded}, ${status}`,
    );
  },
  control: { given: { mode: 'INLINE' }, without: 'the ten thousand are mapped inline', noticed: 'history-stays-short' },
});

/** How many iterations have begun to sleep once as many did as may, and some seconds after. */
async function asleep(lab: StudyLab, executionArn: string): Promise<number> {
  const count = async () => (await history(lab, executionArn)).filter(({ type }) => type === 'WaitStateEntered').length;
  await lab.until('the iterations', async () => ((await count()) >= AT_ONCE ? true : undefined));
  await lab.turn(10);
  return count();
}
