import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Case } from './compare.ts';

const run = promisify(execFile);
const JUDGE_MS = 600_000;

const verdict = z.object({
  name: z.string(),
  by: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  deltaE: z.number().optional(),
  frames: z.number().optional(),
  milliseconds: z.number().optional(),
  sourceFrames: z.number().optional(),
  sourceMilliseconds: z.number().optional(),
  error: z.string().optional(),
});
export type Verdict = z.output<typeof verdict>;

/** What Pillow and ImageMagick say, by file. */
export async function verdicts(bin: string, cases: readonly Case[]): Promise<ReadonlyMap<string, Verdict>> {
  const input = cases.map(({ photo, truth }) => ({
    name: photo.file,
    source: photo.file,
    variant: widest(photo.variants, 'webp')?.path ?? photo.variants.at(-1)?.path,
    truth: truth ?? null,
    moving: photo.variants.find(({ frames }) => frames > 1)?.path ?? null,
  }));
  const judging = run(join(bin, 'python'), [join(dirname(import.meta.filename), 'judge.py')], {
    timeout: JUDGE_MS,
    maxBuffer: 1 << 26,
  });
  judging.child.stdin?.end(JSON.stringify(input));
  const found = z.array(verdict).parse(JSON.parse((await judging).stdout));
  return new Map(found.map((each) => [each.name, each]));
}

const widest = <Variant extends { readonly format: string; readonly width: number }>(
  variants: readonly Variant[],
  format: string,
): Variant | undefined => variants.filter((each) => each.format === format).toSorted((a, b) => b.width - a.width)[0];

const tags = z.object({
  SourceFile: z.string(),
  Make: z.coerce.string().optional(),
  Model: z.coerce.string().optional(),
  LensModel: z.coerce.string().optional(),
  DateTimeOriginal: z.coerce.string().optional(),
  Orientation: z.number().optional(),
});
export type Tags = z.output<typeof tags>;

/** What exiftool says of each file; nothing where it is not here. */
export async function cameras(files: readonly string[]): Promise<ReadonlyMap<string, Tags>> {
  const names = ['Make', 'Model', 'LensModel', 'DateTimeOriginal'].map((name) => `-EXIF:${name}`);
  const words = ['-json', '-n', '-charset', 'exif=Latin', ...names, ...files];
  const stdout = await run('exiftool', words, { timeout: JUDGE_MS, maxBuffer: 1 << 26 }).then(
    (done) => done.stdout,
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : ''),
  );
  const found = stdout === '' ? [] : z.array(tags).parse(JSON.parse(stdout));
  return new Map(found.map((each) => [each.SourceFile, each]));
}
