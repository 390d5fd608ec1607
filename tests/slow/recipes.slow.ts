import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadDefinition } from '@safelight/asl/definition/load';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '#lab/sample-photo.ts';
import { cleanEnvironment } from '#tests/support/clean-environment.ts';
import { commandsOf, copyOfRepository } from './copy-of-repository.ts';

const run = promisify(execFile);

/** A program of the copy, on this Node: its exit code and what it printed. */
async function inside(folder: string, ...words: readonly string[]): Promise<{ code: number; said: string }> {
  try {
    const { stdout } = await run(process.execPath, words, { cwd: folder, maxBuffer: 1 << 26 });
    return { code: 0, said: stdout };
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'code' in error)) throw error;
    return { code: Number(error.code), said: String(error.stdout) };
  }
}

const MACHINES = [
  ...['image-metadata', 'image-processing', 'image-removal'],
  ...['library-report', 'library-reprocess', 'order-processing'],
];

describe.each([
  {
    recipe: 'Add a format',
    machines: MACHINES,
    holds: (template: string) => template.includes('image-convert'),
  },
  {
    recipe: 'Add a step',
    machines: MACHINES,
    holds: (template: string) => template.includes('"FunctionName": "darkroom-dev-image-screen"'),
  },
])('the recipe "$recipe", on a copy of the repository', ({ recipe, machines, holds }) => {
  let folder: string;
  beforeAll(async () => {
    folder = await copyOfRepository();
    await run('bash', ['-euo', 'pipefail', '-c', await commandsOf('docs/make-it-yours.md', recipe)], { cwd: folder });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('leaves a repository that passes npm test', async () => {
    const { said, code } = await run('npm', ['test'], {
      cwd: folder,
      maxBuffer: 1 << 28,
      env: cleanEnvironment(),
    }).then(
      ({ stdout }) => ({ said: stdout, code: 0 }),
      ({ stdout, code }) => ({ said: String(stdout), code: Number(code) }),
    );
    expect(code, said.slice(-3000)).toBe(0);
  }, 900_000);

  it('leaves workflows that load', async () => {
    const files = (await readdir(join(folder, 'statemachines'))).filter((name) => name.endsWith('.asl.json'));
    expect(files.map((name) => name.replace('.asl.json', '')).sort()).toEqual(machines);
    for (const name of files) loadDefinition(JSON.parse(await readFile(join(folder, 'statemachines', name), 'utf8')));
    expect(holds(await readFile(await compiledTemplate({ root: folder, stage: 'dev' }), 'utf8'))).toBe(true);
  });

  it('leaves a system that starts and develops a photo', async () => {
    const photo = join(folder, 'sample.jpg');
    await writeFile(photo, await samplePhoto());
    const { code, said } = await inside(folder, join(folder, 'lab/main.ts'), '--once', photo, '--json');
    expect(code, said.slice(-3000)).toBe(0);
    expect(JSON.parse(said).photos).toMatchObject([{ key: 'sample.jpg', status: 'READY' }]);
  });
});
