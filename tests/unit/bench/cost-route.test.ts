import '@safelight/asl/testing/matchers';
import { readFileSync } from 'node:fs';
import { isJsonObject, type Json } from '@safelight/asl/json';
import type { MachineRun } from '@safelight/asl/testing/run-state-machine';
import { runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { flatten } from '@safelight/asl/testing/steps';
import { describe, expect, it } from 'vitest';
import { developed, inside, noted, sampleEvent, thrown } from '#tests/support/image-workflow.ts';
import { expressRoute } from '../../../bench/cost/route.ts';

const definition: unknown = JSON.parse(readFileSync('statemachines/image-processing.asl.json', 'utf8'));
if (!isJsonObject(definition)) throw new Error('the definition is no object');
const { parent, child } = expressRoute(definition);
const input = sampleEvent('s3-object-created');
type Mocks = typeof developed;

/** What StartSyncExecution answers for the child. */
const answerOf = ({ status, output, failure }: MachineRun) =>
  status === 'SUCCEEDED'
    ? { result: { Status: status, Output: JSON.stringify(output) } }
    : { result: { Status: status, Error: failure?.error ?? '', Cause: failure?.cause ?? '' } };

/** The parent as far as its call, then the child with what it was given, then the parent with what the child answered. */
async function runRoute(mocks: Mocks) {
  const { mocks: noting, calls } = noted({ ...mocks, Develop: { result: { Status: 'TIMED_OUT' } } }, 'Develop');
  await runStateMachine(parent, { input, mocks: noting });
  const given: Json = JSON.parse(String(inside(calls.get('Develop')?.[0], 'Input')));
  const childRun = await runStateMachine(child, { input: given, mocks, type: 'EXPRESS' });
  const run = await runStateMachine(parent, { input, mocks: { ...mocks, Develop: answerOf(childRun) } });
  return { run, childRun };
}

const broken = (state: string, error: string): Mocks => ({ ...developed, [state]: thrown(error, 'no') });

describe('the Express route ends as the deployed workflow does', () => {
  it.each<[string, Mocks]>([
    ['a photo that goes well', developed],
    ['a photo that cannot be decoded', broken('Resize', 'Rejected.Truncated')],
    ['a photo that is replaced meanwhile', broken('Convert', 'Superseded.Replaced')],
    ['a function that breaks', broken('Resize', 'TypeError')],
    ['a work area that cannot be cleared', broken('Clear work area', 'S3.NoSuchBucketException')],
  ])('%s', async (_, mocks) => {
    const [original, route] = await Promise.all([
      runStateMachine('statemachines/image-processing.asl.json', { input, mocks }),
      runRoute(mocks),
    ]);
    expect(route.run.status).toBe(original.status);
    expect(route.run.output).toEqual(original.output);
    expect(route.run.failure?.error).toBe(original.failure?.error);
  });

  it('stores the very same manifest', async () => {
    const manifests = await Promise.all(
      [(mocks: Mocks) => runStateMachine('statemachines/image-processing.asl.json', { input, mocks }), runRoute].map(
        async (run) => {
          const { mocks, calls } = noted(developed, 'Store manifest');
          await run(mocks);
          return calls.get('Store manifest')?.at(-1);
        },
      ),
    );
    expect(inside(manifests[0], 'Body', 'variants')).toHaveLength(9);
    expect(manifests[1]).toEqual(manifests[0]);
  });
});

it('takes seven transitions less, and is tried by nobody when five minutes are over', async () => {
  const deployed = await runStateMachine(definition, { input, mocks: developed });
  expect(flatten((await runRoute(developed)).run.steps)).toHaveLength(flatten(deployed.steps).length - 7);
  const late = await runStateMachine(parent, {
    input,
    mocks: { ...developed, Develop: { result: { Status: 'TIMED_OUT' } } },
  });
  expect(late).toHaveFailedWith('States.Timeout');
});

it('is made only from a definition that has the state', () => {
  expect(() => expressRoute({ States: { Develop: { Type: 'Pass' } } })).toThrow('no Parallel state Develop');
});
