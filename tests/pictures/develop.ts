import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { root } from '#tests/support/root.ts';

const run = promisify(execFile);
const DEVELOP_MS = 600_000;

const variant = z.object({
  format: z.string(),
  width: z.number(),
  height: z.number(),
  frames: z.number(),
  path: z.string(),
});
const described = z.object({
  width: z.number(),
  height: z.number(),
  frames: z.number(),
  exif: z.object({ camera: z.string(), lens: z.string(), takenAt: z.string() }).partial(),
});
const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
const photo = z.object({
  file: z.string(),
  status: z.enum(['READY', 'REJECTED', 'FAILED']),
  variants: z.array(variant),
  /** Empty where nothing was developed. */
  metadata: z.preprocess((value) => (isEmpty(value) ? undefined : value), described.optional()),
});
export type Photo = z.output<typeof photo>;

/** What the whole lab makes of files: `npm start -- --once`. */
export async function developAll(files: readonly string[], out: string): Promise<readonly Photo[]> {
  const words = ['lab/main.ts', '--once', ...files, '--json', '--out', out];
  const options = { cwd: root, timeout: DEVELOP_MS, maxBuffer: 1 << 26 };
  // Exit code 1 only says that one FAILED, which the document tells of better.
  const stdout = await run(process.execPath, words, options).then(
    (done) => done.stdout,
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : ''),
  );
  return z.object({ photos: z.array(photo) }).parse(JSON.parse(stdout)).photos;
}
