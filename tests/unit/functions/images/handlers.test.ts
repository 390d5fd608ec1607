import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Inspection } from '#functions/images/inspect.ts';
import type { Variant } from '#functions/images/variant.ts';
import { BUCKETS, imageFunctions } from '#tests/support/image-functions.ts';
import { difference } from '#tests/support/pictures/likeness.ts';
import { animation, cut, DELAYS, scene, withExif } from '#tests/support/pictures.ts';

let functions: Awaited<ReturnType<typeof imageFunctions>>;
beforeAll(async () => {
  functions = await imageFunctions();
});
beforeEach(() => functions.world.objects.clear());

const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:image-processing:e';
const revision = '0123456789ab';

function uploaded(key: string, bytes: Buffer, Metadata: Record<string, string> = {}) {
  const etag = functions.world.put(`${BUCKETS.source}/${key}`, bytes, { Metadata });
  return { executionArn, bucket: BUCKETS.source, key, etag, revision };
}

/** The steps of the workflow, without the workflow. */
async function develop(photo: ReturnType<typeof uploaded>) {
  const inspection = (await functions.inspect(photo)) as Inspection;
  const { prefix, userMetadata, plan } = inspection;
  const sizes = plan.handovers.map(({ width, height }) => ({ width, height }));
  const { keys } = (await functions.resize({ ...photo, prefix, sizes })) as { keys: string[] };
  const variants: Variant[] = [];
  for (const handover of plan.handovers)
    variants.push(...((await functions.convert({ ...photo, prefix, handover, userMetadata })) as Variant[]));
  return { inspection, keys, variants };
}

const stored = (key: string) => {
  const object = functions.world.objects.get(`${BUCKETS.output}/${key}`);
  if (!object) throw new Error(`${key} was not stored`);
  return object;
};

describe('a photo through the functions', () => {
  it('becomes each format in each width, reported as it is stored', async () => {
    const source = await scene(400, 300).jpeg().toBuffer();
    const { variants, keys } = await develop(uploaded('cats/a b.jpg', source));
    expect(variants.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['avif', 400, 300],
      ['webp', 400, 300],
      ['jpeg', 400, 300],
      ['avif', 320, 240],
      ['webp', 320, 240],
      ['jpeg', 320, 240],
    ]);
    expect(keys).toEqual([`cats/a b.jpg/${revision}/400.tiff`, `cats/a b.jpg/${revision}/320.tiff`]);
    for (const { key, bytes, checksum } of variants) {
      const object = stored(key);
      expect(object.bytes.length).toBe(bytes);
      expect(createHash('sha256').update(object.bytes).digest('base64')).toBe(checksum);
      expect(await difference(object.bytes, source)).toBeLessThan(6);
    }
  });

  it('Images 18: has its type from what was encoded, states its caching, and keeps only listed user metadata', async () => {
    const source = await scene().png().toBuffer();
    const { variants } = await develop(uploaded('a.gif', source, { title: 'A scene', 'camera-owner': 'Somebody' }));
    expect(variants.map(({ type }) => type)).toEqual(['image/avif', 'image/webp', 'image/jpeg']);
    for (const { key, type } of variants) {
      const { ContentType, CacheControl, Metadata, ContentEncoding } = stored(key).put;
      expect({ ContentType, CacheControl, Metadata, ContentEncoding }).toEqual({
        ContentType: type,
        CacheControl: 'public, max-age=31536000, immutable',
        Metadata: { title: 'A scene' },
        ContentEncoding: undefined,
      });
    }
  });

  it('Images 20: an animation moves in WebP and shows its first frame in the others', async () => {
    const { variants } = await develop(uploaded('a.gif', await animation('gif')));
    const pages = await Promise.all(
      variants.map(async ({ key, format }) => [format, await sharp(stored(key).bytes).metadata()] as const),
    );
    const by = Object.fromEntries(pages);
    expect(by.webp).toMatchObject({ pages: 3, delay: DELAYS, loop: 2 });
    expect(by.avif?.pages ?? 1).toBe(1);
    expect(by.jpeg).toMatchObject({ width: 48, height: 32 });
  });

  it('Images 11: writes nothing to the source bucket', async () => {
    await develop(uploaded('a.png', await scene().png().toBuffer()));
    const written = [...functions.world.objects.keys()].filter((path) => path.startsWith(`${BUCKETS.source}/`));
    expect(written).toEqual([`${BUCKETS.source}/a.png`]);
  });

  it.each(['a b.jpg', 'a+b.jpg', '100%.jpg', 'ü/ж/日本.jpg', 'a//b.jpg', `${'k'.repeat(1_020)}.jpg`])(
    'Images 9: keeps the key %s',
    async (key) => {
      const { variants } = await develop(uploaded(key, await scene(16, 16).png().toBuffer()));
      const { prefix } = (await functions.inspect(uploaded(key, await scene(16, 16).png().toBuffer()))) as Inspection;
      for (const variant of variants) {
        expect(variant.key.startsWith(`${prefix}/`)).toBe(true);
        expect(Buffer.byteLength(variant.key)).toBeLessThanOrEqual(1_024);
      }
    },
  );
});

describe('a photo that the functions reject', () => {
  it.each([
    ['Images 8: a folder marker', 'folder/', Buffer.alloc(0), 'Rejected.FolderMarker'],
    ['Images 8: zero bytes', 'empty.jpg', Buffer.alloc(0), 'Rejected.Empty'],
    ["Images 8: text with a picture's extension", 'notes.jpg', Buffer.from('Dear diary'), 'Rejected.UnsupportedFormat'],
  ])('%s', async (_name, key, bytes, error) => {
    await expect(functions.inspect(uploaded(key, bytes))).rejects.toThrow(expect.objectContaining({ name: error }));
  });

  it('Images 8: a truncated photo, when its pixels are read', async () => {
    const photo = uploaded('a.png', cut(await scene(200, 200).png().toBuffer(), 0.5));
    await expect(develop(photo)).rejects.toThrow(expect.objectContaining({ name: 'Rejected.Truncated' }));
  });

  it('Images 21: a file too large for memory, before any of it is read', async () => {
    const photo = uploaded('huge.tiff', Buffer.alloc(0));
    const bytes = Object.defineProperty(Buffer.alloc(0), 'length', { value: 300 * 1_048_576 });
    functions.world.objects.set(`${BUCKETS.source}/huge.tiff`, { bytes, put: {} });
    functions.world.bytesRead = 0;
    await expect(functions.inspect(photo)).rejects.toThrow('The file has 300 MiB; 221 MiB can be developed.');
    expect(functions.world.bytesRead).toBe(0);
  });
});

describe('a photo that is not there any more', () => {
  it.each(['inspect', 'resize', 'read'] as const)('Images 13: is superseded in %s when it is gone', async (step) => {
    const photo = { ...uploaded('a.jpg', Buffer.from('x')), prefix: 'p', sizes: [] };
    functions.world.objects.clear();
    await expect(functions[step](photo)).rejects.toThrow(expect.objectContaining({ name: 'Superseded.SourceGone' }));
  });

  it.each(['inspect', 'resize', 'read'] as const)(
    'Images 12: is superseded in %s when another has come',
    async (step) => {
      const photo = { ...uploaded('a.jpg', Buffer.from('x')), prefix: 'p', sizes: [] };
      uploaded('a.jpg', Buffer.from('another'));
      await expect(functions[step](photo)).rejects.toThrow(
        expect.objectContaining({ name: 'Superseded.SourceChanged' }),
      );
    },
  );
});

describe('cleanup', () => {
  it('removes the named revisions of one photo, and nothing else', async () => {
    const { world, cleanup } = functions;
    const kept = ['a.jpg/r3/1.webp', 'a.jpg/r12/1.webp', 'a.jpg2/r1/1.webp', 'b.jpg/r1/1.webp'];
    for (const key of ['a.jpg/r1/1.webp', 'a.jpg/r1/manifest.json', 'a.jpg/r2/1.webp', ...kept])
      world.put(`${BUCKETS.output}/${key}`, Buffer.alloc(1));
    expect(await cleanup({ executionArn, key: 'a.jpg', revisions: ['r1', 'r2'] })).toEqual({ removed: 3 });
    expect([...world.objects.keys()].sort()).toEqual(kept.map((key) => `${BUCKETS.output}/${key}`).sort());
    expect(await cleanup({ executionArn, key: 'a.jpg', revisions: ['r1'] })).toEqual({ removed: 0 });
  });
});

describe('metadata', () => {
  it('tells dimensions, EXIF, colours and checksum, and Images 17: never where the photo was taken', async () => {
    const source = await withExif();
    const metadata = await functions.read(uploaded('a.jpg', source));
    expect(metadata).toMatchObject({
      format: 'jpeg',
      width: 96,
      height: 64,
      bytes: source.length,
      sha256: createHash('sha256').update(source).digest('hex'),
      exif: { camera: 'Darkroom One', takenAt: '2026-06-21T21:34:00+02:00' },
    });
    expect(JSON.stringify(metadata)).not.toMatch(/gps|latitude|longitude|Somebody/i);
  });

  it('Images 14: is bounded, so that it may travel through the workflow', async () => {
    const metadata = JSON.stringify(await functions.read(uploaded('a.jpg', await withExif())));
    expect(metadata.length).toBeLessThan(1_500);
  });
});

it('an input that is not understood is named', async () => {
  await expect(functions.inspect({ executionArn, bucket: 'b', key: 7 })).rejects.toThrow(
    expect.objectContaining({ name: 'InvalidInput', message: 'key: is not a text' }),
  );
});
