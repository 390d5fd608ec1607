import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CompileError, compiledTemplate } from '@safelight/local/compile/compile';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { runMain } from '#tests/support/run-main.ts';
import { madeByDefault } from '#tests/support/variants.ts';

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-e2e-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** As `npm start -- …` runs it. */
function start(words: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'lab/main.ts'), ...words], { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** What is told besides that a first start compiles. */
const linesOf = (stderr: string): readonly string[] =>
  stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Compiling serverless.yml'));

describe('npm start -- --once', () => {
  it('develops what is a picture, rejects what is none, and reports both as one JSON document', async () => {
    const picture = join(folder, 'upright.jpg');
    const text = join(folder, 'letter.jpg');
    await sharp({ create: { width: 600, height: 400, channels: 3, background: 'teal' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toFile(picture);
    await writeFile(text, 'Dear photographer');
    const { code, stdout, stderr } = await start(['--once', picture, text, '--json', '--out', join(folder, 'out')]);
    const { photos } = JSON.parse(stdout);
    expect(photos).toMatchObject([
      { file: picture, key: 'upright.jpg', status: 'READY', metadata: { width: 400, height: 600, format: 'jpeg' } },
      { file: text, key: 'letter.jpg', status: 'REJECTED', reason: { code: 'UnsupportedFormat' }, variants: [] },
    ]);
    // A refused permission or a crash would be told.
    const told = linesOf(stderr);
    expect({ code, told }).toEqual({ code: 0, told: [] });
    expect(photos[0].executionArn).toMatch(/^arn:aws:states:us-east-1:\d{12}:execution:darkroom-dev-image-processing:/);
    const made = photos[0].variants.map(({ format, width, height }: Variant) => `${format} ${width} x ${height}`);
    expect(made.toSorted()).toEqual(madeByDefault(400, 600));
    for (const { path, width, height, bytes } of photos[0].variants as Variant[]) {
      expect(isAbsolute(path)).toBe(true);
      const found = await sharp(path).metadata();
      expect([found.width, found.height, found.orientation, found.exif]).toEqual([width, height, undefined, undefined]);
      expect(bytes).toBeGreaterThan(0);
    }
  }, 180_000);
});

interface Variant {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly path: string;
}

describe('what cannot be done is refused in one line, without a stack trace', () => {
  it.each([
    ['--once nothing.jpg', 2, 'nothing.jpg does not exist: name the pictures to develop.'],
    ['--once', 2, '--once needs the files to develop: npm start -- --once photo.jpg'],
    ['--port many', 2, '--port takes a number from 0 to 65535, not many.'],
    ['--colour', 2, "Unknown option '--colour'. See npm start -- --help"],
    ['--port 0 --data /dev/null/lab', 1, /^[^\n]*\/dev\/null\/lab[^\n]*$/],
  ])(
    '%s',
    async (line, code, message) => {
      const run = await runMain('lab/main.ts', line.split(' '));
      expect(run.code).toBe(code);
      expect(run.out).toBe('');
      const told = linesOf(run.err);
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(message);
    },
    60_000,
  );

  it('a broken serverless.yml says where it is broken', async () => {
    await writeFile(join(folder, 'serverless.yml'), 'service: [');
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
    const refusal = compiledTemplate({ root: folder, stage: 'dev', cacheDir: join(folder, 'templates') });
    await expect(refusal).rejects.toThrow(CompileError);
    await expect(refusal).rejects.toThrow(/^Cannot parse "serverless.yml": [^\n]+$/);
  }, 60_000);
});
