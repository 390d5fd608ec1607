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
export async function interleaved<Contenders extends Readonly<Record<string, () => Promise<number>>>>(
  repetitions: number,
  contenders: Contenders,
): Promise<{ [Name in keyof Contenders]: number[] }> {
  const turns = Object.entries(contenders).map(([name, run]) => ({ name, run, measured: [] as number[] }));
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const { run, measured } of repetition % 2 === 0 ? turns : turns.toReversed()) measured.push(await run());
  }
  const all = Object.fromEntries(turns.map(({ name, measured }) => [name, measured]));
  return all as { [Name in keyof Contenders]: number[] };
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

/** The value that so much of all is at most: nearest rank. @param share such as 0.99 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
