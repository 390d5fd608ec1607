import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { labOf, type RunningSystem, startSystem } from '#lab/running-lab.ts';
import { watchMemory } from '../bench/lab/process-tree.ts';
import { type Case, makeCase } from './fuzz/case.ts';
import { madeOriginals, originalsIn } from './fuzz/corpus.ts';
import { fuzz, type Violation } from './fuzz/run.ts';
import { Tally } from './fuzz/tally.ts';

const HELP = `npm run fuzz [-- --count N --seed N --images DIR --only N,N,… --out DIR]
Sends mutated pictures through the whole local system. Each must end READY, or REJECTED for a reason that has a name; no worker
may die, what the lab keeps must agree in the end, and its processes must stay below 1,500 MB of memory.
  --count N     how many pictures (200)
  --seed N      makes the same pictures again; by default another every time
  --images DIR  the files that are mutated; by default small ones made by code
  --only N,N,…  only these of them
  --out DIR     where the pictures go that broke a rule (fuzz-failures)
Exit code 1 if a rule was broken.
`;

const root = dirname(import.meta.dirname);
const STAGE = 'dev';
const MOST_MB = 1500;
const TELL_EVERY_MS = 5_000;

interface Settings {
  readonly seed: number;
  readonly indices: readonly number[];
  readonly caseOf: (index: number) => Case;
}

async function run(settings: Settings): Promise<readonly Violation[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-fuzz-'));
  const system = await startSystem({ root, dataDir, stage: STAGE });
  try {
    return await runIn(system, settings);
  } finally {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runIn(system: RunningSystem, { indices, caseOf }: Settings): Promise<readonly Violation[]> {
  const memory = watchMemory(system.pid);
  const tally = new Tally(indices.length, Date.now());
  const tell = () => process.stderr.write(`fuzz: ${tally.progress(Date.now(), memory.lastMb())}\n`);
  const telling = setInterval(tell, TELL_EVERY_MS);
  const { endpoint, credentials } = system;
  const logs = new CloudWatchLogsClient({ endpoint, credentials, region: 'us-east-1' });
  try {
    const lab = await labOf(system);
    const onOutcome = tally.add.bind(tally);
    const violations = await fuzz({ lab, logs, stage: STAGE, indices, caseOf, onOutcome });
    const peakMb = memory.peakMb();
    process.stdout.write(`${tally.progress(Date.now(), peakMb)} at most\n${tally.summary()}\n`);
    return peakMb < MOST_MB ? violations : [...violations, tooMuch(peakMb)];
  } finally {
    clearInterval(telling);
  }
}

const tooMuch = (peakMb: number): Violation => ({
  said: `the system took ${peakMb.toFixed(0)} MB of memory, of at most ${MOST_MB}`,
  suspects: [],
});

async function report(violations: readonly Violation[], folder: string, seed: number): Promise<void> {
  if (violations.length > 0) await mkdir(folder, { recursive: true });
  for (const { said, suspects } of violations) {
    process.stdout.write(`BROKEN (seed ${seed}): ${said}\n`);
    for (const { index, mutations, key, bytes } of suspects) {
      const path = join(folder, `${seed}-${index}${extname(key)}`);
      await writeFile(path, bytes);
      process.stdout.write(`  ${path}  (--only ${index}: ${mutations.join(', ')})\n`);
    }
  }
}

function indicesOf(count: string | undefined, only: string | undefined): readonly number[] {
  if (only === undefined) return [...Array(numberOf('count', count ?? '200', 1)).keys()];
  if (count !== undefined) throw new UsageError('--only says which pictures: leave --count out.');
  return only.split(',').map((text) => numberOf('only', text, 0));
}

function numberOf(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} takes a whole number from ${least}, not ${text}.`);
}

await runCommand({
  help: HELP,
  options: {
    count: { type: 'string' },
    seed: { type: 'string' },
    images: { type: 'string' },
    only: { type: 'string' },
    out: { type: 'string', default: 'fuzz-failures' },
  },
  async run({ count, seed: given, images, only, out }) {
    const seed = given === undefined ? randomInt(2 ** 31) : numberOf('seed', given, 0);
    const indices = indicesOf(count, only);
    const originals = images === undefined ? await madeOriginals() : await originalsIn(images);
    process.stdout.write(`${indices.length} pictures made of ${originals.length} by seed ${seed}\n`);
    const violations = await run({ seed, indices, caseOf: (index) => makeCase(originals, seed, index) });
    await report(violations, out, seed);
    process.stdout.write(violations.length === 0 ? 'No rule was broken.\n' : `${violations.length} rules broken.\n`);
    return violations.length === 0 ? 0 : 1;
  },
});
