import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startSystem } from '#lab/running-lab.ts';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { median } from '../measure.ts';

const root = dirname(dirname(import.meta.dirname));
/** Made by builds and runs: a first start has none of them. */
const MADE = new Set(['node_modules', '.git', '.build', '.darkroom', '.serverless', 'developed']);

/** `npm start` to the ready line: the first time on a machine, and every time after that. */
export const boot: Benchmark = {
  name: 'boot',
  summary: 'seconds from npm start to the ready line, warm and the first time',
  options: { repetitions: 'N   starts of each kind (3)' },
  contend: async (root) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bench-boot-'));
    const started = async () => {
      const system = await startSystem({ root, dataDir });
      await system.stop();
      return { warmSeconds: system.readySeconds };
    };
    await started();
    return { measure: started, close: () => rm(dataDir, { recursive: true, force: true }) };
  },
  async run(options, progress) {
    const repetitions = count(options, 'repetitions', 3);
    const first: number[] = [];
    const warm: number[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      await inCopy(async (copy) => {
        first.push(await timedStart(copy, progress, `first start ${repetition}`));
        // Behind the first one its modules are put together: the next one may come too soon for that.
        await timedStart(copy, progress, 'a start meanwhile');
        for (let again = 0; again < 2; again += 1) warm.push(await timedStart(copy, progress, 'warm start'));
      });
    }
    return {
      figures: { warmSeconds: median(warm), firstSeconds: median(first) },
      targets: { warmSeconds: { atMost: 2.5 }, firstSeconds: { atMost: 12 } },
    };
  },
};

async function timedStart(copy: string, progress: Progress, what: string): Promise<number> {
  const system = await startSystem({ root: copy, dataDir: join(copy, '.darkroom') });
  await system.stop();
  progress(`boot: ${what} ${system.readySeconds.toFixed(2)} s`);
  return system.readySeconds;
}

/** A copy of the project as `npm ci` leaves it: nothing cached, nothing compiled, no data. */
async function inCopy(work: (copy: string) => Promise<void>): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'darkroom-boot-'));
  try {
    for (const entry of await readdir(root)) {
      if (!MADE.has(entry)) await cp(join(root, entry), join(copy, entry), { recursive: true });
    }
    await linkPackages(copy);
    await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The packages are linked one by one, so that the caches beside them are not. */
async function linkPackages(copy: string): Promise<void> {
  const packages = join(root, 'node_modules');
  await mkdir(join(copy, 'node_modules'));
  for (const entry of await readdir(packages)) {
    if (entry !== '.cache') await symlink(join(packages, entry), join(copy, 'node_modules', entry));
  }
}
