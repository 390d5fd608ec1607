import type { Options, Progress } from '../benchmark.ts';
import type { Contend } from '../contender.ts';
import { measurePairs, type Pair } from './pairs.ts';

interface Measuring {
  readonly options: Options;
  /** Pairs. */
  readonly count: number;
  readonly progress: Progress;
  readonly onPair: (pair: Pair, number: number) => void;
}

/** Opens the builds that lie in two folders, measures them in turn, and closes them. */
export async function measureBoth(
  contend: Contend,
  [root, other]: readonly [string, string],
  { options, count, progress, onPair }: Measuring,
): Promise<readonly Pair[]> {
  const [here, there] = [await contend(root, options, progress), await contend(other, options, progress)];
  try {
    return await measurePairs(count, here.measure, there.measure, onPair);
  } finally {
    await here.close();
    await there.close();
  }
}
