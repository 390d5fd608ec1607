import '@safelight/asl/testing/matchers';
import { runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { expect, it } from 'vitest';
import { inside } from '#tests/support/image-workflow.ts';
import { DIGEST, READY, rowOf, runLibrary, WORK } from '#tests/support/library-workflow.ts';

const MANY = 100_001;
const MOST_KEYS = 100;

it('a list of 100,001 photos is looked up a hundred at a time, and what is up to date starts no child', async () => {
  const text = Array.from({ length: MANY }, (_, n) => `"photos/${n}.jpg"`).join('\n');
  const batches: number[] = [];
  const upToDate = rowOf({ ...READY, configuration: DIGEST });
  const { ran, calls } = await runLibrary(
    (options) => runStateMachine('statemachines/library-reprocess.asl.json', options),
    {
      input: { from: 'JSONL', list: { bucket: WORK, key: 'lists/many.jsonl' }, tolerance: 0 },
      objects: { [`${WORK}/lists/many.jsonl`]: text },
      rows: () => upToDate,
      lookedUp: (parameters) =>
        batches.push([inside(parameters, 'RequestItems', `\${ImagesTableName}`, 'Keys')].flat().length),
    },
  );
  expect(ran).toHaveSucceeded();
  expect(calls.get('Write list')).toEqual([]);
  expect(Math.max(...batches)).toBe(MOST_KEYS);
  expect(batches.length).toBeGreaterThanOrEqual(Math.ceil(MANY / MOST_KEYS));
});
