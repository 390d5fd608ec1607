import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { scene } from '#tests/support/pictures.ts';
import { startRun } from '../../../scripts/photos/library/runs.ts';
import { copyOfRepository } from '../copy-of-repository.ts';
import { HOUR, LibrarySystem, PATIENCE } from './library-system.ts';

const KEYS = ['one.png', 'two.png'];
const OUTDATED = {
  from: 'PREFIX',
  prefix: '',
  only: 'outdated',
  concurrency: 2,
  tolerance: 0,
  expressUpTo: 1e6,
} as const;

let project: string;
let system: LibrarySystem;

/** As whoever edits the one place that says what is made of a photo. */
async function configure(widths: readonly number[]): Promise<void> {
  const file = join(project, 'functions/shared/variants.ts');
  const text = await readFile(file, 'utf8');
  const edited = text.replace(/widths: \[[\d, ]+\]/, `widths: [${widths.join(', ')}]`);
  expect(edited).not.toBe(text);
  await writeFile(file, edited);
}

/** Of all files in the output bucket: each photo's widths. */
async function widths(): Promise<readonly (readonly number[])[]> {
  const { s3: client, names } = system.lab;
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: names.outputBucket }))
    keys.push(...Contents.map(({ Key = '' }) => Key));
  const jpegs = keys.flatMap((key) => /^(\S+?\.png)\/.*?(\d+)\.jpg$/.exec(key)?.slice(1, 3) ?? []);
  return KEYS.map((photo) =>
    jpegs.flatMap((key, index) => (key === photo ? [Number(jpegs[index + 1])] : [])).toSorted((a, b) => a - b),
  );
}

beforeAll(async () => {
  project = await copyOfRepository();
  await configure([320, 640]);
  system = new LibrarySystem(project);
  await system.start();
  const { s3, names } = system.lab;
  for (const [index, Key] of KEYS.entries()) {
    const Body = await scene(900, 600 + index)
      .png()
      .toBuffer();
    await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key, Body }));
  }
  const ready = async () => (await system.rows()).filter(({ status }) => status === 'READY').length;
  await vi.waitFor(async () => expect(await ready()).toBe(KEYS.length), PATIENCE);
}, HOUR);
afterAll(async () => {
  await system.close();
  await rm(project, { recursive: true, force: true });
});

it.each([
  { what: 'added', now: [320, 480, 640] },
  { what: 'taken away', now: [320, 480] },
])(
  'a width that is $what is told by the report, and made so by a run over what is outdated',
  async ({ now }) => {
    await system.kill();
    await configure(now);
    await system.start();
    expect(await system.reported({ kind: 'library', prefix: '' })).toContain(`outdated ${KEYS.length}, `);
    expect(await system.follow(await startRun(system.lab, OUTDATED))).toEqual({ code: 0, developed: KEYS.length });
    expect(await system.reported({ kind: 'library', prefix: '' })).toContain('outdated 0, ');
    await vi.waitFor(async () => expect(await widths()).toEqual(KEYS.map(() => now)), PATIENCE);
  },
  HOUR,
);
