import '@safelight/asl/testing/matchers';
import { coveredMachine } from '@safelight/asl/testing/coverage';
import { describe, expect, it } from 'vitest';
import { conditionFailed, inside, metadata, noted, thrown } from '#tests/support/image-workflow.ts';

const input = { executionArn: 'arn', bucket: 'b', key: 'a b.jpg', etag: 'e', sequencer: '01' };
const mocks = {
  'Read metadata': { result: { StatusCode: 200, Payload: metadata } },
  'Record metadata': { result: {} },
};
const run = coveredMachine('statemachines/image-metadata.asl.json', { input, mocks, type: 'EXPRESS' });

describe('image-metadata', () => {
  it('answers what was read, and records it with the photo', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Read metadata', 'Record metadata');
    const read = await run({ mocks: noting });
    expect(read).toHaveSucceeded(metadata);
    expect(inside(calls.get('Read metadata')?.[0], 'Payload')).toEqual({
      executionArn: 'arn',
      bucket: 'b',
      key: 'a b.jpg',
      etag: 'e',
    });
    expect(calls.get('Record metadata')?.[0]).toMatchObject({
      Key: { key: { S: 'a b.jpg' } },
      ConditionExpression: 'sequencer = :sequencer',
      ExpressionAttributeValues: { ':sequencer': { S: '01' }, ':metadata': { M: { width: { N: '900' } } } },
    });
  });

  it("leaves a photo alone that is no longer the caller's, and answers all the same", async () => {
    expect(await run({ mocks: { ...mocks, 'Record metadata': conditionFailed } })).toHaveSucceeded(metadata);
  });

  it('fails with the rejection by its name', async () => {
    const damaged = thrown('Rejected.Corrupt', 'Damaged.');
    expect(await run({ mocks: { ...mocks, 'Read metadata': damaged } })).toHaveFailedWith(
      'Rejected.Corrupt',
      'Damaged.',
    );
  });
});
