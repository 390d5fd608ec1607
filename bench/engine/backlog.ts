import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { type Benchmark, count } from '../benchmark.ts';
import { interleaved, median } from '../measure.ts';

const SMALL = 10_000;
const LARGE = 100_000;

const SCRIPT = join(import.meta.dirname, 'backlog-run.ts');

/**
 * Ten times the items take ten times as long, and no more memory: items are read and forgotten one by one. The execution, its map run
 * and how each child ended are kept in a database, as in a system.
 */
export const backlog: Benchmark = {
  name: 'backlog',
  summary: '10,000 and 100,000 items through a distributed Map, everything kept: memory, and time an item',
  options: { repetitions: 'N   measurements of each (3)' },
  async run(options, progress) {
    const growths: number[] = [];
    const secondsAnItem = async (items: number) => {
      const { seconds, rssGrowthMb } = await runOnce(items);
      progress(`backlog: ${items} items in ${seconds.toFixed(1)} s, ${rssGrowthMb.toFixed(0)} MB more`);
      if (items === LARGE) growths.push(rssGrowthMb);
      return seconds / items;
    };
    const measured = await interleaved(count(options, 'repetitions', 3), {
      small: () => secondsAnItem(SMALL),
      large: () => secondsAnItem(LARGE),
    });
    const timePerItemRatio = median(measured.large) / median(measured.small);
    return {
      figures: {
        rssGrowthMb: median(growths),
        timePerItemRatio,
        itemsPerSecond: 1 / median(measured.large),
      },
      targets: { rssGrowthMb: { atMost: 120 }, timePerItemRatio: { atMost: 1.1 } },
    };
  },
};

/** V8 lets its young generation grow to three times 64 MB, garbage that would hide what is measured. */
const SMALL_YOUNG_GENERATION = '--max-semi-space-size=32';

const answer = z.strictObject({ seconds: z.number(), rssGrowthMb: z.number() });

async function runOnce(items: number) {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-backlog-'));
  try {
    const words = [SMALL_YOUNG_GENERATION, SCRIPT, String(items), folder];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    return answer.parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
