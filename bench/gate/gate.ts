import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '@safelight/local/cli/usage';
import { measureBoth } from '../against/both.ts';
import { checkOut } from '../against/checkout.ts';
import { type Pair, ratios } from '../against/pairs.ts';
import { type Benchmark, count, type Findings, type Progress } from '../benchmark.ts';
import { type ShortForm, shortForms } from './short-forms.ts';

const names = shortForms.map(({ benchmark }) => benchmark.name);
const repository = dirname(dirname(import.meta.dirname));
/** Below it something became slow: noise is a tenth. */
const FLOOR = 0.85;

/** The short forms of all comparisons of two builds, against the commit that `bench/gate/commit` names. */
export const gate: Benchmark = {
  name: 'gate',
  summary: 'short forms of all comparisons with the commit that bench/gate/commit names; none may fall below 0.85',
  options: { repetitions: 'N   pairs of each (3)', only: 'NAME one of them' },
  async run(options, progress) {
    const pairs = count(options, 'repetitions', 3);
    const commit = readFileSync(join(import.meta.dirname, 'commit'), 'utf8').trim();
    const chosen = shortForms.filter(({ benchmark }) => [undefined, benchmark.name].includes(options.only));
    if (chosen.length === 0) throw new UsageError(`--only ${options.only}: there are ${names.join(', ')}`);
    const checkout = await checkOut(repository, commit, progress);
    try {
      const figures: Record<string, number> = {};
      for (const one of chosen) Object.assign(figures, await gainsOf(one, checkout.root, pairs, progress));
      return findings(figures, checkout.name);
    } finally {
      await checkout.remove();
    }
  },
};

/** How many times better than the other build: of rates the ratio, of times and sizes its inverse. */
export function gains(benchmark: string, medians: Readonly<Record<string, number>>): Record<string, number> {
  const counted = Object.entries(medians).filter(([, ratio]) => Number.isFinite(ratio));
  return Object.fromEntries(
    counted.map(([name, ratio]) => [`${benchmark}.${name}`, LESS_IS_BETTER.test(name) ? 1 / ratio : ratio]),
  );
}

/** Units are at the end of names. */
const LESS_IS_BETTER = /(?:^s|S)econds$|Ms$|Mb$/;

async function gainsOf(
  { benchmark: { name, contend }, options, rounds }: ShortForm,
  other: string,
  pairs: number,
  progress: Progress,
): Promise<Record<string, number>> {
  if (!contend) throw new Error(`${name} compares no builds.`);
  const all = pairs * rounds;
  const onPair = (_: Pair, number: number) => progress(`gate: ${name}, pair ${number} of ${all}`);
  const measured = await measureBoth(contend, [repository, other], { options, count: all, progress, onPair });
  return gains(name, ratios(measured));
}

const findings = (figures: Record<string, number>, commit: string): Findings => ({
  figures,
  targets: Object.fromEntries(Object.keys(figures).map((name) => [name, { atLeast: FLOOR }])),
  notes: [`times better than ${commit}: of rates the ratio, of times and sizes its inverse`],
});
