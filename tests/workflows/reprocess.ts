import type { Json } from '@safelight/asl/json';
import type { coveredMachine } from '@safelight/asl/testing/coverage';
import { describe, expect, it } from 'vitest';
import { conditionFailed, developed, inside, noted, sampleEvent, thrown } from '#tests/support/image-workflow.ts';

const input = { ...sampleEvent('s3-object-created'), reprocess: true };

/** What DynamoDB answers to the claim of a photo that is READY. */
const claimedAgain = (parameters: Json) => {
  const values = inside(parameters, 'ExpressionAttributeValues');
  const mine = String(inside(values, ':revision', 'S'));
  const sequencer = { S: String(inside(values, ':sequencer', 'S')) };
  const Attributes = {
    sequencer,
    revision: { S: 'serving' },
    claimed: { S: mine },
    revisions: { SS: ['serving', mine] },
  };
  return { result: { Attributes } };
};

const mocks = { ...developed, 'Claim photo': claimedAgain, 'Remove new variants': { result: { Payload: {} } } };

/** A photo that is READY and is developed again; of the machine that covers all transitions of its file. */
export function reprocessTests(run: ReturnType<typeof coveredMachine>): void {
  describe('a reprocess', () => {
    it('puts the new variants in the place of the old, by one write, and removes those after it', async () => {
      const { mocks: noting, calls } = noted(mocks, 'Inspect', 'Record READY', 'Remove replaced variants');
      const photo = await run({ input, mocks: noting });
      expect(photo).toHaveSucceeded({ status: 'READY' });
      const revision = inside(calls.get('Inspect')?.[0], 'Payload', 'revision');
      expect(revision).toMatch(/^[0-9a-f]{12}$/);
      expect(inside(calls.get('Record READY')?.[0], 'ExpressionAttributeValues')).toMatchObject({
        ':revision': { S: revision },
        ':configuration': { S: 'c0ffee' },
      });
      expect(inside(calls.get('Remove replaced variants')?.[0], 'Payload', 'revisions')).toEqual(['serving']);
    });

    it('has a folder of its own: not that of the upload', async () => {
      const folders = await Promise.all(
        [input, sampleEvent('s3-object-created')].map(async (event) => {
          const { mocks: noting, calls } = noted(mocks, 'Claim photo');
          await run({ input: event, mocks: noting });
          return inside(calls.get('Claim photo')?.[0], 'ExpressionAttributeValues', ':revision', 'S');
        }),
      );
      expect(new Set(folders).size).toBe(2);
    });

    it.each([
      ['a photo that is not READY, is up to date or has been uploaded since', { 'Claim photo': conditionFailed }, []],
      ['one whose claim is lost at the end', { 'Record READY': conditionFailed }, ['Remove leftovers']],
      ['one that is gone', { Inspect: thrown('Superseded.SourceGone', 'Gone.') }, ['Remove leftovers']],
    ])('leaves alone %s', async (_, change, removes) => {
      const { mocks: noting, calls } = noted(
        { ...mocks, ...change },
        'Remove leftovers',
        'Claim photo',
        'Withdraw claim',
      );
      const photo = await run({ input, mocks: noting });
      expect(photo).toHaveSucceeded({ status: 'SUPERSEDED' });
      const mine = inside(calls.get('Claim photo')?.[0], 'ExpressionAttributeValues', ':revision', 'S');
      const removed = calls.get('Remove leftovers')?.map((call) => inside(call, 'Payload', 'revisions'));
      expect(removed).toEqual(removes.map(() => [mine]));
      expect(calls.get('Withdraw claim')).toEqual([]);
    });

    it.each([
      ['a failure of the lab', thrown('Error', 'It broke.'), 'Error', 'It broke.'],
      ['a rejection', thrown('Rejected.TooLarge', 'Too "large".'), 'Rejected.TooLarge', 'Too "large".'],
      ['a time-out', { error: 'States.Timeout', cause: '' }, 'States.Timeout', 'it keeps the variants that it had'],
    ])('that ends in %s leaves the photo READY, removes its own and tells nobody', async (_, outcome, error, cause) => {
      const { mocks: noting, calls } = noted(
        { ...mocks, Resize: 'error' in outcome ? { ...outcome, repeat: 9 } : outcome },
        ...['Remove new variants', 'Record refusal', 'Announce refusal', 'Claim photo'],
      );
      const photo = await run({ input, mocks: noting });
      expect(photo).toHaveFailedWith(error, cause);
      const mine = inside(calls.get('Claim photo')?.[0], 'ExpressionAttributeValues', ':revision', 'S');
      expect(inside(calls.get('Remove new variants')?.[0], 'Payload', 'revisions')).toEqual([mine]);
      expect([...(calls.get('Record refusal') ?? []), ...(calls.get('Announce refusal') ?? [])]).toEqual([]);
    });

    it('fails all the same where what it made cannot be removed', async () => {
      const broken = { error: 'Fault', cause: 'by the test', repeat: 99 };
      const photo = await run({
        input,
        mocks: { ...mocks, Resize: thrown('Error', 'no'), 'Remove new variants': broken },
      });
      expect(photo).toHaveFailedWith('Error', 'no');
    });
  });
}
