import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { type RunOptions, runStateMachine } from '#asl/testing/run-state-machine.ts';
import '#asl/testing/matchers.ts';

const TURNS = 50;
const READER = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSONL' } };
const child = { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } };
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' } };
const LONG = '{% $sum([1..100000].($ + 1)) %}';
const lines = Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ n })).join('\n');

/** What takes the machine's own time, as states and mocks. */
const rows: readonly (readonly [what: string, state: object, options: RunOptions])[] = [
  ['long expressions', { Type: 'Pass', Output: { one: LONG, other: LONG, third: LONG } }, {}],
  [
    'a mock that computes',
    task,
    {
      mocks: {
        Work: async () => {
          for (let turn = 0; turn < TURNS; turn++) await setImmediate();
          return { result: 1 };
        },
      },
    },
  ],
  [
    'a file that is decompressed',
    {
      Type: 'Map',
      ItemReader: { ...READER, Arguments: { Bucket: 'b', Key: 'lines.gz' } },
      ItemBatcher: { MaxItemsPerBatch: 10_000 },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, ...child },
      Output: null,
    },
    { objects: { 'b/lines.gz': gzipSync(lines) } },
  ],
];

it.each(rows)('no virtual time passes during %s', async (_what, work, options) => {
  const Wait = { StartAt: 'Later', States: { Later: { Type: 'Wait', Seconds: 60, End: true } } };
  const Work = { StartAt: 'Work', States: { Work: { ...work, End: true } } };
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: [Wait, Work], End: true } },
  };
  const { history, ...run } = await runStateMachine(machine, options);
  expect({ ...run, history }).toHaveSucceeded();
  const done = history.find(
    ({ type, stateExitedEventDetails: left }) => type.endsWith('Exited') && left?.name === 'Work',
  );
  expect(done?.timestamp).toEqual(history[0]?.timestamp);
});
