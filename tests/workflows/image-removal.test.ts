import '@safelight/asl/testing/matchers';
import { coveredMachine } from '@safelight/asl/testing/coverage';
import { describe, expect, it } from 'vitest';
import { conditionFailed, inside, noted, sampleEvent } from '#tests/support/image-workflow.ts';

const input = sampleEvent('s3-object-deleted');
const key = 'cats/a b.jpg';
const listed = (...Contents: readonly { Key: string; ETag: string; Size: number }[]) => ({
  result: Contents.length === 0 ? { KeyCount: 0 } : { KeyCount: Contents.length, Contents: [...Contents] },
});
const mocks = {
  'Look for photo': listed(),
  'Remove row': { result: { Attributes: { revisions: { SS: ['r1', 'r2'] } } } },
  'Remove variants': { result: { Payload: { removed: 9 } } },
  'Announce removal': { result: { FailedEntryCount: 0 } },
  'Keep photo': conditionFailed,
  'Develop other version': { result: { ExecutionArn: 'arn', StartDate: '2026-06-21T20:00:00Z' } },
};
const run = coveredMachine('statemachines/image-removal.asl.json', { input, mocks });

describe('a photo that is gone', () => {
  it('loses its row first, then all that was made of it, and that is announced', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Remove row', 'Remove variants');
    const removal = await run({ mocks: noting });
    expect(removal).toHaveVisited('Remove row', 'Remove variants', 'Announce removal', 'Removed');
    expect(inside(calls.get('Remove variants')?.[0], 'Payload', 'revisions')).toEqual(['r1', 'r2']);
    expect(inside(calls.get('Remove row')?.[0], 'ExpressionAttributeValues', ':sequencer', 'S')).toBe(
      '617F0837B476E463'.padEnd(40, '0'),
    );
  });

  it('but was never claimed leaves nothing to do', async () => {
    const removal = await run({ mocks: { ...mocks, 'Remove row': { result: {} } } });
    expect(removal).toHaveSucceeded({ status: 'REMOVED' });
    expect(removal).not.toHaveVisited('Remove variants');
  });

  it('and was uploaded again since is left to the newer event', async () => {
    expect(await run({ mocks: { ...mocks, 'Remove row': conditionFailed } })).toHaveSucceeded({ status: 'SUPERSEDED' });
  });

  it('is not mistaken for another whose key begins with its own', async () => {
    const other = listed({ Key: `${key}.backup`, ETag: '"e"', Size: 1 });
    expect(await run({ mocks: { ...mocks, 'Look for photo': other } })).toHaveVisited('Remove row');
  });
});

it.each([{ key: 'a.jpg' }, { sequencer: '0061BD' }])(
  'an event that names %j alone ends as what it is',
  async (object) => {
    const removal = await run({ input: { detail: { bucket: { name: 'b' }, object } } });
    expect(removal).toHaveVisited('Invalid event');
    expect(removal).not.toHaveVisited('Remove row');
    expect(removal).toHaveFailedWith('InvalidEvent');
  },
);

describe('a photo that is still there', () => {
  const there = listed({ Key: key, ETag: '"current"', Size: 7 });

  it('is left alone where it is the one that is developed: an old version was deleted', async () => {
    const { mocks: noting, calls } = noted(
      { ...mocks, 'Look for photo': there, 'Keep photo': { result: {} } },
      'Keep photo',
    );
    const removal = await run({ mocks: noting });
    const { ':etag': etag, ':sequencer': sequencer } = inside(
      calls.get('Keep photo')?.[0],
      'ExpressionAttributeValues',
    ) as Record<string, unknown>;
    expect([etag, sequencer]).toEqual([{ S: 'current' }, { S: '617F0837B476E463'.padEnd(40, '0') }]);
    expect(removal).toHaveSucceeded({ status: 'SUPERSEDED' });
  });

  it("is developed where it is not the one of the row, under the deletion's sequencer", async () => {
    const { mocks: noting, calls } = noted({ ...mocks, 'Look for photo': there }, 'Develop other version');
    expect(await run({ mocks: noting })).toHaveSucceeded({ status: 'RESTORED' });
    const started = calls.get('Develop other version')?.[0];
    expect(inside(started, 'Input', 'detail', 'object')).toEqual({
      key,
      size: 7,
      etag: 'current',
      sequencer: '617f0837b476e463',
    });
  });

  it('Images 10: no execution is named after a key, which may be too long for that or have signs that a name cannot', async () => {
    const { mocks: noting, calls } = noted({ ...mocks, 'Look for photo': there }, 'Develop other version');
    await run({ mocks: noting });
    expect(inside(calls.get('Develop other version')?.[0], 'Name')).toBeUndefined();
  });
});
