import { performance } from 'node:perf_hooks';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? Number.NaN : (upper + lower) / 2;
}

export async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * Measures contenders in turn, again and again, so that what disturbs the machine disturbs all of them.
 * Answers each contender's measurements, in order: the first of one belongs to the first of the other.
 */
export async function interleaved<Name extends string>(
  repetitions: number,
  contenders: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const measured = Object.fromEntries(names.map((name): [string, number[]] => [name, []])) as Record<Name, number[]>;
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const name of repetition % 2 === 0 ? names : names.toReversed()) {
      measured[name].push(await contenders[name]());
    }
  }
  return measured;
}

/** How often a second `work` can be done: it is repeated for about `forSeconds`, after one round to warm up. */
export async function rate(work: () => unknown, forSeconds: number): Promise<number> {
  await work();
  const start = performance.now();
  let rounds = 0;
  let elapsed = 0;
  while (elapsed < forSeconds) {
    await work();
    rounds += 1;
    elapsed = (performance.now() - start) / 1000;
  }
  return rounds / elapsed;
}
