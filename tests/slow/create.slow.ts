import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '#lab/sample-photo.ts';
import { cleanEnvironment } from '#tests/support/clean-environment.ts';
import { root } from '#tests/support/root.ts';

const run = promisify(execFile);
let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'create-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const npm = (cwd: string, ...words: readonly string[]) =>
  run('npm', [...words], { cwd, maxBuffer: 1 << 28, env: cleanEnvironment() });
const create = (...words: readonly string[]) => npm(root, 'run', '--silent', 'create', '--', ...words);

describe.each([
  { name: 'acme-photos', words: [], region: 'us-east-1', halves: ['images', 'orders'], whole: true },
  {
    name: 'lumen',
    words: ['--without', 'orders', '--region', 'eu-central-1'],
    region: 'eu-central-1',
    halves: ['images'],
    whole: false,
  },
])('$name, made by npm run create $words', ({ name, words, region, halves, whole }) => {
  let folder: string;
  beforeAll(async () => {
    folder = join(parent, name);
    await create(folder, '--name', name, ...words);
  });

  it('is committed, with its own lock file, and says Darkroom in its credits alone', async () => {
    expect((await run('git', ['status', '--porcelain'], { cwd: folder })).stdout).toBe('');
    const { stdout } = await run('git', ['grep', '-i', '-l', 'darkroom'], { cwd: folder });
    expect(stdout.trim().split('\n')).toEqual(['LICENSE', 'README.md']);
    const lines = (await readFile(join(folder, 'README.md'), 'utf8'))
      .split('\n')
      .filter((line) => /darkroom/i.test(line));
    expect(lines).toHaveLength(1);
    expect(existsSync(join(folder, 'package-lock.json'))).toBe(true);
  });

  it('has the halves that were asked for', async () => {
    const folders = await readdir(join(folder, 'functions'));
    expect(halves.filter((half) => folders.includes(half))).toEqual(halves);
    expect(folders.includes('orders')).toBe(halves.includes('orders'));
  });

  it('passes its own types, lint and tests', async () => {
    await npm(folder, 'ci', '--no-audit', '--no-fund');
    await npm(folder, ...(whole ? ['test'] : ['run', 'typecheck']));
    if (!whole) await npm(folder, 'run', 'lint');
    if (!whole) await npm(folder, 'run', 'test:unit', '--', 'tests/template', 'tests/workflows');
  });

  it('packages and develops a photo under its own name', async () => {
    await npm(folder, 'run', 'package');
    const template = await readFile(join(folder, '.serverless/cloudformation-template-update-stack.json'), 'utf8');
    expect(template).toContain(`"${name}-dev-image-resize"`);
    const photo = join(folder, 'sample.jpg');
    await writeFile(photo, await samplePhoto());
    const { stdout } = await npm(folder, 'start', '--silent', '--', '--once', photo, '--json');
    const [developed] = JSON.parse(stdout).photos;
    expect(developed).toMatchObject({ status: 'READY' });
    expect(developed.executionArn).toMatch(
      `arn:aws:states:${region}:000000000000:execution:${name}-dev-image-processing:`,
    );
  });
});

it('brings newer packages', async () => {
  const { stdout } = await create(join(parent, 'acme-photos'), '--update');
  expect(stdout).toContain('Everything is as new as it can be.');
});

it.each([
  [['--name', 'Acme'], '--name takes lower-case letters'],
  [[], '--name is missing'],
  [['--name', 'acme', '--without', 'images'], 'The images cannot be left out: orders are of photos.'],
  [['--name', 'acme', '--without', 'prints'], '--without takes orders, not prints.'],
  [['--name', 'acme', '--region', 'Frankfurt'], '--region takes a region such as eu-central-1'],
  [['--update'], 'was not made by npm run create'],
  [['--update', '--name', 'acme'], '--update goes without --name'],
])('refuses %j in one line, and writes nothing', async (words, line) => {
  const folder = join(parent, 'nothing');
  const refusal = create(folder, ...words).catch(({ stderr }) => String(stderr).trim());
  expect(await refusal).toContain(line);
  expect(existsSync(folder)).toBe(false);
});

it('refuses a folder that is not empty', async () => {
  await writeFile(join(parent, 'note.txt'), '');
  const refusal = create(parent, '--name', 'acme').catch(({ code, stderr }) => [code, String(stderr).trim()]);
  expect(await refusal).toEqual([2, `${parent} is not empty: name another folder.`]);
});
