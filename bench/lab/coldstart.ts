import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleCode } from '@safelight/local/bundle/code';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { interleaved, median, seconds } from '../measure.ts';

const root = dirname(dirname(import.meta.dirname));
/** Below the repository, so that the bundles find sharp's binary for this machine in its node_modules. */
const folder = join(root, '.build/coldstart');
const FUNCTION_PREFIX = 'darkroom-dev-';
const AT_MOST_WITH_SHARP = 4.3;
const AT_MOST = 3.6;
const BARE = 'bare node';

interface PackagedFunction {
  readonly name: string;
  readonly module: string;
  readonly needsSharp: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

/** The functions of the compiled template, bundled as their zips hold them. */
async function packagedFunctions(): Promise<PackagedFunction[]> {
  const path = await compiledTemplate({ root, stage: 'dev' });
  const template: { Resources: Record<string, { Type: string; Properties: FunctionProperties }> } = JSON.parse(
    await readFile(path, 'utf8'),
  );
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  await rm(folder, { recursive: true, force: true });
  return Promise.all(functions.map(({ Properties }) => unpack(Properties)));
}

interface FunctionProperties {
  readonly FunctionName: string;
  readonly Handler: string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

async function unpack({ FunctionName, Handler, Environment }: FunctionProperties): Promise<PackagedFunction> {
  const name = FunctionName.slice(FUNCTION_PREFIX.length);
  const { files, needsSharp } = await bundleCode(root, Handler);
  for (const [file, content] of files) {
    await mkdir(dirname(join(folder, name, file)), { recursive: true });
    await writeFile(join(folder, name, file), content);
  }
  const module = pathToFileURL(join(folder, name, `${Handler.slice(0, Handler.lastIndexOf('.'))}.mjs`)).href;
  return { name, module, needsSharp, environment: texts(Environment?.Variables ?? {}) };
}

/** References to other resources become any text: nothing is called. */
const texts = (variables: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? value : 'a-name']),
  );

/** A process from its start until the handler could be called. */
function run(script: string, environment: Readonly<Record<string, string>> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'bench', ...environment };
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`A function does not load: ${said.slice(0, 500)}`)),
    );
  });
}

const load = ({ module, environment }: PackagedFunction) =>
  run(
    `const { handler } = await import(${JSON.stringify(module)}); process.exit(typeof handler === 'function' ? 0 : 1);`,
    environment,
  );

async function measure(functions: readonly PackagedFunction[], repetitions: number, progress: Progress) {
  progress(`${functions.length} functions, ${repetitions} times each, in turn with a bare node`);
  const contenders = Object.fromEntries(functions.map((one) => [one.name, () => seconds(() => load(one))]));
  const measured: Readonly<Record<string, number[]>> = await interleaved(repetitions, {
    ...contenders,
    [BARE]: () => seconds(() => run('0')),
  });
  const baseline = median(measured[BARE] ?? []);
  const others = Object.entries(measured).filter(([name]) => name !== BARE);
  const figures = others.map(([name, times]): [string, number] => [name, median(times) / baseline]);
  return { figures: Object.fromEntries(figures), bareMs: baseline * 1000 };
}

export const coldstart: Benchmark = {
  name: 'coldstart',
  summary: 'process start to handler ready of each packaged function ÷ a bare node process',
  options: { repetitions: 'how often each is started (9)' },
  async run(options, progress) {
    const functions = await packagedFunctions();
    const { figures, bareMs } = await measure(functions, count(options, 'repetitions', 9), progress);
    const targets = functions.map(({ name, needsSharp }) => [
      name,
      { atMost: needsSharp ? AT_MOST_WITH_SHARP : AT_MOST },
    ]);
    return {
      figures,
      targets: Object.fromEntries(targets),
      notes: [
        `a bare node takes ${bareMs.toFixed(0)} ms here; functions with sharp may take ${AT_MOST_WITH_SHARP} of that, others ${AT_MOST}`,
      ],
    };
  },
};
