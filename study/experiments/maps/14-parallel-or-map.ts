import { ended, history, start } from '#study/lab/executions.ts';
import { experiment } from '#study/lab/experiment.ts';
import { machine, role } from '#study/lab/stack.ts';

const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });

const parallel = {
  StartAt: 'Both',
  States: { Both: { Type: 'Parallel', Branches: [branch('Resize'), branch('Read metadata')], End: true } },
};

const map = (items: object) => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ...items, ItemProcessor: branch('Convert'), End: true } },
});

export const parallelOrMap = experiment({
  number: 14,
  question: 'Parallel or Map?',
  claim:
    'Parallel does different things at once, as many as are written down, each with the whole input. Map does one thing for each item, as many as there are, each with its item.',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html',
  given: { items: { ItemsPath: '$' } as object },
  stack: ({ items }) => ({ Role: role(), Parallel: machine('parallel', parallel), Map: machine('map', map(items)) }),
  async run(lab) {
    const seen: Record<string, string> = {};
    for (const name of ['parallel', 'map'])
      for (const input of [
        ['a', 'b', 'c'],
        ['a', 'b', 'c', 'd', 'e'],
      ]) {
        const execution = await start(lab, name, input);
        const { output = '' } = await ended(lab, execution);
        const events = await history(lab, execution);
        const times = events.filter(({ type }) => type === 'PassStateEntered').length;
        seen[`${name} ${input.length}`] = `${times} times`;
        lab.show(`${name} over ${input.length} items`, `${times} times: ${output}`);
      }
    lab.check(
      'parallel-is-fixed',
      seen['parallel 3'] === seen['parallel 5'],
      'Parallel',
      'as often, whatever the input',
    );
    lab.check(
      'map-follows-items',
      seen['map 3'] === '3 times' && seen['map 5'] === '5 times',
      'Map',
      'once for each item',
    );
  },
  control: {
    given: { items: { InputPath: '$[0:1]', ItemsPath: '$' } },
    without: 'the Map is given the first item only',
    noticed: 'map-follows-items',
  },
});
