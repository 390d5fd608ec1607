import '@safelight/asl/testing/matchers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@safelight/asl/json';
import { coveredMachine } from '@safelight/asl/testing/coverage';
import { flatten } from '@safelight/asl/testing/steps';
import { describe, expect, it } from 'vitest';
import { comparableSequencer } from '#functions/shared/sequencer.ts';
import {
  claimed,
  conditionFailed,
  developed,
  inside,
  noted,
  sampleEvent,
  thrown,
} from '#tests/support/image-workflow.ts';
import { root } from '#tests/support/root.ts';
import { metadataChildTests } from './metadata-child.ts';
import { reprocessTests } from './reprocess.ts';

const input = sampleEvent('s3-object-created');
const mocks = developed;
const FILE = 'statemachines/image-processing.asl.json';
const run = coveredMachine(FILE, { input, mocks });

describe('a photo that goes well', () => {
  it('is claimed, inspected, developed, recorded and announced', async () => {
    const photo = await run();
    expect(photo).toHaveVisited(
      'Claim photo',
      'Inspect',
      'Develop',
      'Store manifest',
      'Record READY',
      'Announce developed',
    );
    expect(photo).toHaveSucceeded({ status: 'READY' });
  });

  it('takes as many transitions as the definition says', async () => {
    const said = /takes (\d+) transitions/.exec(readFileSync(join(root, FILE), 'utf8'))?.[1];
    expect(flatten((await run()).steps)).toHaveLength(Number(said));
  });

  it('does not fail for what is left in the work area', async () => {
    const photo = await run({
      mocks: { ...mocks, 'Clear work area': { error: 'S3.NoSuchBucketException', cause: 'no' } },
    });
    expect(photo).toHaveVisited('Leave work area', 'Store manifest');
    expect(photo).toHaveSucceeded({ status: 'READY' });
  });
});

describe('the claim', () => {
  it.each(['617f08299329d189', '0061BD', '00F00A'])(
    'Images 12: writes the sequencer %s as the one tested function does',
    async (sequencer) => {
      const { mocks: noting, calls } = noted(mocks, 'Claim photo');
      const object = { key: 'a.jpg', etag: 'e', sequencer };
      await run({ input: { detail: { bucket: { name: 'b' }, object } }, mocks: noting });
      const values = inside(calls.get('Claim photo')?.[0], 'ExpressionAttributeValues');
      expect(inside(values, ':sequencer', 'S')).toBe(comparableSequencer(sequencer));
    },
  );

  it.each([
    { key: 'a.jpg', sequencer: '0061BD' },
    { key: 'a.jpg', etag: 'e' },
    { etag: 'e', sequencer: '0061BD' },
  ])('an event that names %j alone ends as what it is, and nothing is written', async (object) => {
    const photo = await run({ input: { detail: { bucket: { name: 'b' }, object } } });
    expect(photo).toHaveVisited('Claim photo', 'Invalid event');
    expect(photo.steps).toHaveLength(2);
    expect(photo).toHaveFailedWith('InvalidEvent');
  });

  it('Images 12: a duplicate or an older event is superseded, and nothing is written', async () => {
    const photo = await run({ mocks: { ...mocks, 'Claim photo': conditionFailed } });
    expect(photo).toHaveVisited('Claim photo', 'Superseded');
    expect(photo.steps).toHaveLength(2);
    expect(photo).toHaveSucceeded({ status: 'SUPERSEDED' });
  });

  it('Images 12: two uploads of the same bytes are two revisions, the same event always the same', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Claim photo');
    for (const sequencer of ['01', '02', '01']) {
      const object = { key: 'a.jpg', etag: 'e', sequencer };
      await run({ input: { detail: { bucket: { name: 'b' }, object } }, mocks: noting });
    }
    const revisions = calls
      .get('Claim photo')
      ?.map((call) => inside(call, 'ExpressionAttributeValues', ':revision', 'S'));
    expect(revisions?.[0]).toMatch(/^[0-9a-f]{12}$/);
    expect(revisions?.[1]).not.toBe(revisions?.[0]);
    expect(revisions?.[2]).toBe(revisions?.[0]);
  });

  it('is tried again when the table is busy', async () => {
    const busy = { error: 'DynamoDB.ThrottlingException', cause: 'slow down', repeat: 3 };
    const photo = await run({ mocks: { ...mocks, 'Claim photo': [busy, { result: { Attributes: attributes } }] } });
    expect(photo).toHaveRetried('Claim photo', 3);
    expect(photo).toHaveSucceeded();
  });
});

const attributes = { sequencer: { S: '01' }, revision: { S: 'r' }, revisions: { SS: ['r'] } };

describe('a photo that replaces another', () => {
  it('has the older variants removed, and then forgotten, after its own are READY', async () => {
    const { mocks: noting, calls } = noted(
      { ...mocks, 'Claim photo': claimed('old') },
      'Remove replaced variants',
      'Forget replaced variants',
    );
    const photo = await run({ mocks: noting });
    expect(photo).toHaveVisited(
      'Record READY',
      'Remove replaced variants',
      'Forget replaced variants',
      'Announce developed',
    );
    expect(inside(calls.get('Remove replaced variants')?.[0], 'Payload', 'revisions')).toEqual(['old']);
    expect(inside(calls.get('Forget replaced variants')?.[0], 'ExpressionAttributeValues', ':stale', 'SS')).toEqual([
      'old',
    ]);
  });

  it.each(['Remove replaced variants', 'Forget replaced variants'])(
    'is announced even if "%s" fails',
    async (state) => {
      const photo = await run({ mocks: { ...mocks, 'Claim photo': claimed('old'), [state]: thrown('Error', 'no') } });
      expect(photo).toHaveVisited(state, 'Announce developed');
      expect(photo).toHaveSucceeded({ status: 'READY' });
    },
  );

  it('and cannot be developed has the older variants removed as well', async () => {
    const photo = await run({
      mocks: { ...mocks, 'Claim photo': claimed('old'), Inspect: thrown('Rejected.Heic', 'HEIC is not developed.') },
    });
    expect(photo).toHaveVisited('Record refusal', 'Remove stale variants', 'Forget stale variants', 'Announce refusal');
    expect(photo).toHaveSucceeded({ status: 'REJECTED' });
  });

  it.each(['Remove stale variants', 'Forget stale variants'])(
    'and is refused is announced even if "%s" fails',
    async (state) => {
      const rejected = { Inspect: thrown('Rejected.Heic', 'HEIC is not developed.'), [state]: thrown('Error', 'no') };
      const photo = await run({ mocks: { ...mocks, 'Claim photo': claimed('old'), ...rejected } });
      expect(photo).toHaveVisited(state, 'Announce refusal');
      expect(photo).toHaveSucceeded({ status: 'REJECTED' });
    },
  );
});

describe('a photo that cannot be developed', () => {
  it('Images 4: is recorded and announced as REJECTED, with a reason for people, and not retried', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Record refusal', 'Announce refusal', 'Tell people of refusal');
    const message = 'HEIC is not developed: set the camera to "Most compatible", or export it.';
    const photo = await run({ mocks: { ...noting, Inspect: thrown('Rejected.Heic', message) } });
    expect(photo).toHaveRetried('Inspect', 0);
    expect(photo).toHaveSucceeded({ status: 'REJECTED', reason: { code: 'Heic', message } });
    const values = inside(calls.get('Record refusal')?.[0], 'ExpressionAttributeValues');
    expect(values).toMatchObject({
      ':status': { S: 'REJECTED' },
      ':reason': { M: { code: { S: 'Heic' }, message: { S: message } } },
    });
    expect(JSON.stringify(calls.get('Announce refusal'))).toContain('ImageRejected');
    expect(inside(calls.get('Tell people of refusal')?.[0], 'Message')).toBe(`cats/a b.jpg: ${message} (Heic)`);
  });

  it('Images 8: is rejected also when only decoding shows the damage', async () => {
    const truncated = thrown('Rejected.Truncated', 'The file ends before the picture does.');
    const photo = await run({ mocks: { ...mocks, Resize: truncated } });
    expect(photo).toHaveVisited('Develop', 'What happened?', 'Remove own variants', 'Record refusal', 'Rejected');
  });

  it('is REJECTED when the metadata workflow is the one that says so', async () => {
    const result = { Status: 'FAILED', Error: 'Rejected.Corrupt', Cause: '{"errorMessage":"Damaged."}' };
    const photo = await run({ mocks: { ...mocks, 'Read metadata': { result } } });
    expect(photo).toHaveSucceeded({ status: 'REJECTED', reason: { code: 'Corrupt', message: 'Damaged.' } });
  });
});

describe('Images 13: a photo that is gone, or another by now', () => {
  it.each(['Superseded.SourceGone', 'Superseded.SourceChanged'])(
    'ends as superseded by %s, not retried',
    async (error) => {
      const { mocks: noting, calls } = noted({ ...mocks, 'Claim photo': claimed('old') }, 'Remove leftovers');
      const photo = await run({ mocks: { ...noting, Resize: thrown(error, 'gone') } });
      expect(photo).toHaveRetried('Resize', 0);
      expect(photo).toHaveVisited('What happened?', 'Withdraw claim', 'Remove leftovers', 'Superseded');
      expect(inside(calls.get('Remove leftovers')?.[0], 'Payload', 'revisions')).toEqual([
        'old',
        expect.stringMatching(/^[0-9a-f]{12}$/),
      ]);
    },
  );

  it.each([
    ['Withdraw claim', { Inspect: thrown('Superseded.SourceGone', 'gone'), 'Withdraw claim': conditionFailed }],
    ['Record READY', { 'Record READY': conditionFailed }],
    ['Record refusal', { Inspect: thrown('Rejected.Svg', 'no'), 'Record refusal': conditionFailed }],
  ])('removes its own revision alone when "%s" finds the claim lost', async (state, lost) => {
    const { mocks: noting, calls } = noted({ ...mocks, 'Claim photo': claimed('old') }, 'Remove leftovers');
    const photo = await run({ mocks: { ...noting, ...lost } });
    expect(photo).toHaveVisited(state, 'Remove leftovers', 'Superseded');
    expect(inside(calls.get('Remove leftovers')?.[0], 'Payload', 'revisions')).toEqual([
      expect.stringMatching(/^[0-9a-f]{12}$/),
    ]);
  });
});

describe('a lab that fails', () => {
  it.each([
    ['Inspect', { Inspect: thrown('Error', 'Out of paper.') }],
    ['Develop', { Resize: thrown('Error', 'Out of paper.') }],
    ['Give up width', { Convert: thrown('Error', 'Out of paper.') }],
    ['Store manifest', { 'Store manifest': { error: 'S3.NoSuchBucketException', cause: 'Out of paper.' } }],
    ['Record READY', { 'Record READY': { error: 'DynamoDB.ValidationException', cause: 'Out of paper.' } }],
  ])('in "%s" has removed what it made, recorded and announced FAILED', async (state, broken) => {
    const { mocks: noting, calls } = noted({ ...mocks, ...broken }, 'Record refusal', 'Announce refusal');
    const photo = await run({ mocks: noting });
    expect(photo).toHaveVisited(state, 'What happened?', 'Remove own variants', 'Record refusal', 'Was it the photo?');
    expect(photo.status).toBe('FAILED');
    expect(photo.failure?.cause).toContain('The lab failed, not the photo');
    expect(inside(calls.get('Record refusal')?.[0], 'ExpressionAttributeValues', ':status')).toEqual({ S: 'FAILED' });
    expect(JSON.stringify(calls.get('Announce refusal'))).toContain('ImageFailed');
  });

  it('waits for the other widths when one fails, so that none writes after all has been removed', async () => {
    const { Convert } = mocks;
    if (typeof Convert !== 'function') throw new Error('Convert answers by its width');
    const late = async (parameters: Json, call: number) =>
      inside(parameters, 'Payload', 'handover', 'width') === 600
        ? thrown('Error', 'no')
        : { ...(await Convert(parameters, call)), delay: 90 };
    const photo = await run({ mocks: { ...mocks, Convert: late } });
    const removal = flatten(photo.steps).find(({ name }) => name === 'Remove own variants');
    expect(removal?.enteredAt).toBeGreaterThanOrEqual(90_000);
  });

  it('quotes what a function said', async () => {
    const photo = await run({ mocks: { ...mocks, Inspect: thrown('TypeError', 'x is not a "function", it seems') } });
    expect(photo).toHaveFailedWith('TypeError', 'It said: x is not a "function", it seems');
  });

  it.each([
    ['Announce developed', {}, 'READY'],
    ['Tell people', {}, 'READY'],
    ['Announce refusal', { Inspect: thrown('Rejected.Heic', 'no') }, 'REJECTED'],
    ['Tell people of refusal', { Inspect: thrown('Rejected.Heic', 'no') }, 'REJECTED'],
  ])('that only cannot "%s" says so, and leaves the photo as it is', async (state, change, status) => {
    const broken = { [state]: { error: 'Fault', cause: 'by the test', repeat: 99 } };
    const photo = await run({ mocks: { ...mocks, ...change, ...broken } });
    expect(photo).toHaveFailedWith('NotAnnounced', `is ${status}, but not everybody could be told`);
    expect(photo).toHaveVisited(state, 'Not announced');
  });

  it('records the failure even if what it made cannot be removed', async () => {
    const photo = await run({
      mocks: { ...mocks, Resize: thrown('Error', 'no'), 'Remove own variants': thrown('Error', 'no') },
    });
    expect(photo).toHaveVisited('Remove own variants', 'Record refusal', 'Announce refusal', 'Failed');
  });

  it.each([
    ['Lambda.TooManyRequestsException', 40],
    ['Service.Unavailable', 5],
    ['Sandbox.Timedout', 2],
    ['Runtime.ExitError', 4],
  ])('Framework 3: tries again after %s', async (error, times) => {
    const { Resize: fine } = mocks;
    if (fine === undefined || typeof fine === 'function' || 'length' in fine) throw new Error('Resize has one outcome');
    const photo = await run({ mocks: { ...mocks, Resize: [{ error, cause: 'busy', repeat: times }, fine] } });
    expect(photo).toHaveRetried('Resize', times);
    expect(photo).toHaveSucceeded({ status: 'READY' });
  });
});

describe('a child that fails', () => {
  it.each([
    ['FAILED', { Status: 'FAILED', Error: 'Lambda.Unknown', Cause: 'it broke' }, 'Lambda.Unknown'],
    ['ABORTED', { Status: 'ABORTED' }, 'Metadata.ABORTED'],
  ])('Framework 4: fails the photo when it stays %s: its Status is looked at', async (_status, result, error) => {
    const photo = await run({ mocks: { 'Read metadata': { result }, 'Read metadata again': { result } } });
    expect(photo).toHaveFailedWith(error);
  });
});

metadataChildTests(run);
reprocessTests(run);
