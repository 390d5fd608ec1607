import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { templateFingerprint } from './fingerprint.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { keepService, SERVICE } from './service.ts';

/** The framework refused `serverless.yml`: its own words in one line. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

interface CompileOptions {
  /** The folder of `serverless.yml`. */
  readonly root: string;
  readonly stage: string;
  /** Where compiled templates are kept; by default one place for everything that needs them. */
  readonly cacheDir?: string;
  /** Told before the framework is run, which takes seconds. */
  readonly onCompile?: () => void;
  /** Told once it runs, in a process of its own. */
  readonly onRunning?: () => void;
}

const TEMPLATE = 'cloudformation-template-update-stack.json';

/**
 * The path of the compiled CloudFormation template: the very one that would be deployed, made by the framework from
 * `serverless.yml`, without credentials. Compiled anew only when something that it is made from has changed.
 */
export async function compiledTemplate({
  root,
  stage,
  cacheDir = join(root, 'node_modules/.cache/safelight/templates'),
  onCompile,
  onRunning = () => {},
}: CompileOptions): Promise<string> {
  const folder = join(cacheDir, `${stage}-${templateFingerprint(root, stage)}`);
  const template = join(folder, TEMPLATE);
  const isThere = () => existsSync(join(folder, SERVICE));
  if (isThere()) return template;
  onCompile?.();
  // The framework writes to `.serverless` first, wherever its package shall go.
  await oneAtATime(join(root, '.build/compile.lock'), systemClock, async () => {
    if (!isThere()) await compileInto(folder, { root, stage, cacheDir, onRunning });
  });
  return template;
}

async function compileInto(
  folder: string,
  { root, stage, cacheDir, onRunning }: Required<Omit<CompileOptions, 'onCompile'>>,
): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(join(cacheDir, 'draft-'));
  try {
    const done = runFramework(
      root,
      ['package', '--stage', stage, '--package', draft],
      join(dirname(cacheDir), 'framework'),
    );
    onRunning();
    await done;
    await keepService(draft);
    await removeOlder(cacheDir, stage);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeOlder(cacheDir: string, stage: string): Promise<void> {
  const stale = (await readdir(cacheDir)).filter((name) => name.startsWith(`${stage}-`));
  await Promise.all(stale.map((name) => rm(join(cacheDir, name), { recursive: true, force: true })));
}

/** @param compileCache where Node keeps its compiled code: a third of the time that it takes, from the second run on */
function runFramework(root: string, args: readonly string[], compileCache: string): Promise<void> {
  const bin = frameworkOf(root);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: root,
      env: {
        NODE_COMPILE_CACHE: compileCache,
        ...process.env,
        TEMPLATE_ONLY: '1',
        NO_COLOR: '1',
        SLS_TELEMETRY_DISABLED: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new CompileError(reasonIn(output)))));
  });
}

/** The framework that is installed for a service, in its folder or above. */
function frameworkOf(root: string): string {
  try {
    return createRequire(join(root, 'package.json')).resolve('serverless/bin/serverless.js');
  } catch {
    throw new CompileError(
      `No Serverless Framework is installed for ${root}: npm install --save-dev serverless@npm:osls`,
    );
  }
}

/** The framework prints its reason between `Error:` and its own environment report. */
function reasonIn(output: string): string {
  const said = /^(?:\u2716\s*)?Error:?\s*\n?([\s\S]*)$/m.exec(output)?.[1] ?? output;
  const lines = said.split('\n').map((line) => line.trim());
  const reason = lines.filter(
    (line) => line !== '' && !/^(at |Environment|Docs:|Support:|Bugs:|\d+ deprecation)/.test(line),
  );
  return reason.slice(0, 3).join(' ') || 'serverless.yml could not be compiled.';
}
