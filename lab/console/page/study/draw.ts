import type { Domain } from '../../study/domains.ts';

/** What is asked of one draw. */
export interface Drawable {
  readonly id: string;
  readonly domain: number;
}

/** Questions of a mock exam. */
export const DRAWN = 20;

/** Draws questions for an exam: of each domain as many as its part is, by the largest remainders, in random order. */
export function draw(
  questions: readonly Drawable[],
  domains: readonly Pick<Domain, 'number' | 'part'>[],
  random: () => number,
): readonly string[] {
  const counts = sharesOf(domains.map(({ part }) => part));
  const drawn = domains.flatMap(({ number }, at) =>
    shuffled(
      questions.filter(({ domain }) => domain === number),
      random,
    ).slice(0, counts[at]),
  );
  return shuffled(drawn, random).map(({ id }) => id);
}

/** Whole numbers of the sum DRAWN, in the given proportion. */
export function sharesOf(parts: readonly number[]): readonly number[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const exact = parts.map((part) => (DRAWN * part) / all);
  const missing = DRAWN - exact.reduce((sum, share) => sum + Math.floor(share), 0);
  const lucky = exact
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .toSorted((a, b) => b.rest - a.rest)
    .slice(0, missing)
    .map(({ at }) => at);
  return exact.map((share, at) => Math.floor(share) + (lucky.includes(at) ? 1 : 0));
}

/** Each order is as likely as any other. https://en.wikipedia.org/wiki/Fisher%E2%80%93Yates_shuffle */
function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  const rest = [...all];
  const taken: T[] = [];
  while (rest.length > 0) taken.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return taken;
}
