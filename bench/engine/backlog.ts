import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { type Benchmark, count } from '../benchmark.ts';
import { interleaved, median } from '../measure.ts';

const SMALL = 10_000;
const LARGE = 100_000;

/** Ten times the items take ten times as long, and no more memory: items are read and forgotten one by one. */
export const backlog: Benchmark = {
  name: 'backlog',
  summary: '10,000 and 100,000 items through a distributed Map: memory, and time an item',
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
      targets: { rssGrowthMb: { atMost: 120 }, timePerItemRatio: { atMost: 1.2 } },
    };
  },
};

/** V8 lets its young generation grow to three times 64 MB, garbage that would hide what is measured. */
const SMALL_YOUNG_GENERATION = '--max-semi-space-size=32';

const answer = z.strictObject({ seconds: z.number(), rssGrowthMb: z.number() });

async function runOnce(items: number) {
  const script = join(import.meta.dirname, 'backlog-run.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [SMALL_YOUNG_GENERATION, script, String(items)]);
  return answer.parse(JSON.parse(stdout));
}
