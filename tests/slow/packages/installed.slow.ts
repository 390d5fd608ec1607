import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { type Packed, packInto } from '../../../scripts/create/packages.ts';
import { type Started, startInstalled } from './started.ts';

/** What somebody writes who has installed the packages and nothing else of this repository. */
const SOURCES = join(import.meta.dirname, 'app');

const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const pinned = (name: string) => `${name}@${devDependencies[name]}`;

let folder: string;
let packed: readonly Packed[];

/** Resolves with the exit code and all that was printed. */
async function run(program: string, ...words: readonly string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, NODE_PATH: '', npm_config_workspaces: undefined, INIT_CWD: folder };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, words, { cwd: folder, env, maxBuffer: 1 << 26 });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error;
    return { code: 1, text: `${error.stdout}${error.stderr}` };
  }
}

/** The Node of this test runs it: that of the machine may be older. */
const installed = (path: string, ...words: readonly string[]) =>
  run(process.execPath, join('node_modules', path), ...words);

/** The example of an installed package's README, as a test. */
async function exampleOf(name: string): Promise<string> {
  const readme = await readFile(join(folder, 'node_modules', name, 'README.md'), 'utf8');
  const [, code = ''] = /^```ts\n(.*?)^```/ms.exec(readme) ?? [];
  const [imports, body] = code.split('\n\n');
  return `${imports}\nimport { expect, it } from 'vitest';\n\nit('is as the README says', async () => {\n${body}});\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'installed-'));
  packed = await packInto(join(folder, 'vendor'), root);
  await cp(SOURCES, folder, { recursive: true });
  const tarballs = packed.map(({ file }) => `./vendor/${file}`);
  const { code, text } = await run('npm', 'install', '--no-audit', '--no-fund', ...tarballs);
  expect({ code, text }).toMatchObject({ code: 0 });
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a tarball', () => {
  it('holds compiled JavaScript with types, and neither a source nor a test', async () => {
    for (const { name } of packed) {
      const files = await readdir(join(folder, 'node_modules', name), { recursive: true });
      const own = files.filter((file) => !file.includes('node_modules'));
      expect(own).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'package.json']));
      expect(own.filter((file) => /(?<!\.d)\.ts$|\.test\.|(^|\/)tests?\//.test(file))).toEqual([]);
      const manifest = JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
      const targets = [...Object.values<string>(manifest.exports), ...Object.values<string>(manifest.bin)];
      expect(targets.filter((path) => !own.includes(path.replace(/^\.\//, '')))).toEqual([]);
    }
  });
});

describe('installed in an empty folder, alone', () => {
  it.each([
    ['validate', ['validate', 'greet.asl.json'], 0, /1 valid|✓|greet\.asl\.json/],
    ['validate of what is none', ['validate', 'broken.asl.json'], 1, /MISSING_TRANSITION_TARGET|Nowhere/],
    ['test', ['test', 'greet.asl.json', '--mocks', 'mocks.json'], 0, /SUCCEEDED/],
  ])('asl %s', async (_name, words, code, says) => {
    const ended = await installed('@safelight/asl/dist/cli/main.js', ...words);
    expect(ended).toEqual({ code, text: expect.stringMatching(says) });
  });

  it('safelight --help', async () => {
    const ended = await installed('@safelight/local/dist/cli/main.cjs', '--help');
    expect(ended).toEqual({ code: 0, text: expect.stringMatching(/safelight \[FOLDER\]/) });
  });
});

describe('with the tools that a user brings', () => {
  beforeAll(async () => {
    const tools = ['vitest', 'typescript', '@types/node', 'serverless-step-functions'].map(pinned);
    const words = ['--save-dev', '--no-audit', '--no-fund', ...tools, `serverless@${devDependencies.serverless}`];
    expect(await run('npm', 'install', ...words)).toMatchObject({ code: 0 });
  }, 600_000);

  it('their types are those of a strict project', async () => {
    expect(await installed('typescript/bin/tsc', '--project', '.')).toEqual({ code: 0, text: '' });
  });

  it('a test of vitest runs a state machine and has the matchers, and so does the one of the README', async () => {
    await writeFile(join(folder, 'readme.spec.ts'), await exampleOf('@safelight/asl'));
    const ended = await installed('vitest/vitest.mjs', 'run');
    expect(ended).toEqual({ code: 0, text: expect.stringMatching(/3 passed/) });
  });

  it('safelight boots a service, whose workflow runs', async () => {
    const started: Started = await startInstalled(
      join(folder, 'node_modules/@safelight/local/dist/cli/main.cjs'),
      folder,
    );
    try {
      expect(await started.greeting('Ada')).toEqual({ greeting: 'Hello Ada' });
    } finally {
      await started.stop();
    }
  });
});
