import type { Progress } from './benchmark.ts';
import type { Contender } from './contender.ts';
import { median } from './measure.ts';

type Figures = Readonly<Record<string, number>>;

const ROUNDS = 5;

/** Medians of some rounds, after one to warm up; closes the contender. */
export async function mediansOfRounds(
  { measure, close }: Contender,
  where: string,
  progress: Progress,
): Promise<Figures> {
  try {
    await measure();
    const rounds: Figures[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      rounds.push(await measure());
      progress(`${where}, round ${round} of ${ROUNDS}`);
    }
    const names = Object.keys(rounds[0] ?? {});
    return Object.fromEntries(
      names.map((name) => [name, median(rounds.map((figures) => figures[name] ?? Number.NaN))]),
    );
  } finally {
    await close();
  }
}

/** The figures of a peer, each named as such: `localGetPerSecond`. */
export const named = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [prefix + name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
