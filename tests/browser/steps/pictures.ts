import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import * as z from 'zod';
import { root } from '#tests/support/root.ts';
import { scenes } from '../scenes.ts';
import { structureOf } from '../structure.ts';
import type { Visit } from '../visit.ts';

const FOLDER = join(root, 'docs/images');
const LARGEST_BYTES = 200_000;
const STALE = 'npm run docs:images makes it anew';

/** By structure, not by pixels: fonts and times differ. */
export async function comparePictures(visit: Visit) {
  const kept = z.record(z.string(), z.array(z.string()));
  const structures = kept.parse(JSON.parse(await readFile(join(FOLDER, 'structure.json'), 'utf8')));
  assert.deepEqual(
    Object.keys(structures),
    scenes.map(({ name }) => name),
  );
  for (const { name, open } of scenes) {
    const picture = await readFile(join(FOLDER, `${name}.webp`));
    const { format, width } = await sharp(picture).metadata();
    assert.deepEqual([format, width, picture.length < LARGEST_BYTES], ['webp', 1280, true], name);
    await open(visit);
    assert.deepEqual(await structureOf(visit.page), structures[name], `${name}: ${STALE}`);
  }
}
