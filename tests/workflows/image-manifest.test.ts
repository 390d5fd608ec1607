import '@safelight/asl/testing/matchers';
import { type RunOptions, runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { describe, expect, it } from 'vitest';
import { inside, metadata, developed as mocks, noted, sampleEvent } from '#tests/support/image-workflow.ts';

const input = sampleEvent('s3-object-created');
const run = (options: RunOptions = {}) =>
  runStateMachine('statemachines/image-processing.asl.json', { input, mocks, ...options });

describe('what image-processing hands on of a photo', () => {
  it('has its manifest in the bucket and, as typed attributes, in its row', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Store manifest', 'Record READY');
    await run({ mocks: noting });
    const manifest = inside(calls.get('Store manifest')?.[0], 'Body');
    expect(manifest).toMatchObject({ key: 'cats/a b.jpg', width: 900, dominantColour: '#102030', metadata });
    expect(inside(manifest, 'variants')).toHaveLength(9);
    const row = inside(calls.get('Record READY')?.[0], 'ExpressionAttributeValues', ':manifest', 'M');
    expect(row).toMatchObject({
      width: { N: '900' },
      metadata: { M: { hasAlpha: { BOOL: false }, exif: { M: { exposure: { M: { seconds: { N: '0.0166' } } } } } } },
    });
    expect(inside(row, 'variants', 'L')).toHaveLength(9);
    expect(inside(row, 'variants', 'L')).toContainEqual({
      M: expect.objectContaining({ key: { S: 'cats/a b.jpg/rev/320.avif' }, bytes: { N: '1000' } }),
    });
  });

  it('lists the variants from the narrowest to the widest, the formats in the order of the configuration', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Store manifest');
    await run({ mocks: noting });
    const variants = inside(calls.get('Store manifest')?.[0], 'Body', 'variants');
    const listed = Array.isArray(variants) ? variants.map((one) => [inside(one, 'width'), inside(one, 'format')]) : [];
    expect(listed).toEqual([320, 600, 900].flatMap((width) => ['avif', 'webp', 'jpeg'].map((name) => [width, name])));
  });

  it('records a photo without any EXIF', async () => {
    const Output = JSON.stringify({ ...metadata, exif: {} });
    const { mocks: noting, calls } = noted(mocks, 'Record READY');
    await run({ mocks: { ...noting, 'Read metadata': { result: { Status: 'SUCCEEDED', Output } } } });
    const row = inside(calls.get('Record READY')?.[0], 'ExpressionAttributeValues', ':manifest', 'M', 'metadata', 'M');
    expect(inside(row, 'exif')).toEqual({ M: {} });
  });

  it('Images 17: tells nobody more than key, counts and prefix', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Announce developed', 'Tell people');
    await run({ mocks: noting });
    expect(JSON.stringify([...calls.values()])).not.toMatch(/camera|exif|Darkroom One/);
  });

  it('clears exactly what Resize wrote', async () => {
    const { mocks: noting, calls } = noted(mocks, 'Clear work area');
    await run({ mocks: noting });
    expect(inside(calls.get('Clear work area')?.[0], 'Delete', 'Objects')).toEqual([
      { Key: 'cats/a b.jpg/rev/900.tiff' },
      { Key: 'cats/a b.jpg/rev/600.tiff' },
      { Key: 'cats/a b.jpg/rev/320.tiff' },
    ]);
  });

  it('makes a photo of one width and one format', async () => {
    const one = {
      picture: { width: 100, height: 50 },
      configuration: 'c0ffee',
      prefix: 'p',
      plan: { handovers: [{ width: 100, height: 50, variants: [] }] },
      userMetadata: {},
    };
    const variant = { key: 'p/100.jpg', format: 'jpeg' };
    const { mocks: noting, calls } = noted(
      { ...mocks, Resize: { result: { Payload: { keys: ['p/100.tiff'] } } } },
      'Resize',
      'Store manifest',
      'Clear work area',
    );
    const photo = await run({
      mocks: {
        ...noting,
        Inspect: { result: { Payload: one } },
        Convert: { result: { Payload: [variant] } },
      },
    });
    expect(photo).toHaveSucceeded();
    expect(inside(calls.get('Resize')?.[0], 'Payload', 'sizes')).toEqual([{ width: 100, height: 50 }]);
    expect(inside(calls.get('Store manifest')?.[0], 'Body', 'variants')).toEqual([variant]);
    expect(inside(calls.get('Clear work area')?.[0], 'Delete', 'Objects')).toEqual([{ Key: 'p/100.tiff' }]);
  });
});
