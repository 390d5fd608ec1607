import { median } from '../measure.ts';

type Figures = Readonly<Record<string, number>>;

/** Both builds, measured one after the other. */
export interface Pair {
  readonly here: Figures;
  readonly there: Figures;
}

/** Measures both in turn, whoever was second before comes first, so that what disturbs the machine disturbs both. */
export async function measurePairs(
  count: number,
  here: () => Promise<Figures>,
  there: () => Promise<Figures>,
  onPair: (pair: Pair, number: number) => void,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let number = 1; number <= count; number += 1) {
    const first = number % 2 === 1 ? here : there;
    const one = await first();
    const other = await (first === here ? there : here)();
    const pair = first === here ? { here: one, there: other } : { here: other, there: one };
    pairs.push(pair);
    onPair(pair, number);
  }
  return pairs;
}

/** Of each figure the median of the pairs' ratios, here ÷ there. */
export function ratios(pairs: readonly Pair[]): Figures {
  const names = Object.keys(pairs[0]?.here ?? {});
  return Object.fromEntries(names.map((name) => [name, median(pairs.map((pair) => ratioOf(pair, name)))]));
}

export const ratioOf = ({ here, there }: Pair, name: string): number =>
  (here[name] ?? Number.NaN) / (there[name] ?? Number.NaN);
