import { UsageError } from '@safelight/local/cli/usage';
import { type Benchmark, count, type Options, type Progress } from '../benchmark.ts';
import { measureBoth } from './both.ts';
import { checkOut } from './checkout.ts';
import { type Pair, ratioOf, ratios } from './pairs.ts';

/** `--against COMMIT`: this build and that of the commit, measured in turn. Answers the lines to print. */
export async function against(
  { name, contend }: Benchmark,
  commit: string,
  root: string,
  options: Options,
  progress: Progress,
) {
  if (!contend) throw new UsageError(`${name} compares with others within one build: it takes no --against.`);
  const pairsWanted = count(options, 'pairs', 5);
  const checkout = await checkOut(root, commit, progress);
  try {
    const say = (pair: Pair, number: number) => progress(pairLine(pair, number, pairsWanted));
    const pairs = await measureBoth(contend, [root, checkout.root], {
      options,
      count: pairsWanted,
      progress,
      onPair: say,
    });
    return report(name, checkout.name, pairs);
  } finally {
    await checkout.remove();
  }
}

const pairLine = (pair: Pair, number: number, of: number): string => {
  const said = Object.keys(pair.here).map(
    (figure) =>
      `${figure} ${round(pair.here[figure])} : ${round(pair.there[figure])} = ${ratioOf(pair, figure).toFixed(3)}`,
  );
  return `pair ${number} of ${of}: ${said.join(', ')}`;
};

function report(name: string, commit: string, pairs: readonly Pair[]) {
  const medians = ratios(pairs);
  const lines = Object.entries(medians).map(([figure, ratio]) => {
    const all = pairs.map((pair) => ratioOf(pair, figure).toFixed(3)).join(' ');
    return `  ${figure}: ${ratio.toFixed(3)} (pairs: ${all})`;
  });
  const text = [`${name}: this build ÷ ${commit}, medians of ${pairs.length} pairs`, ...lines, ''].join('\n');
  return { text, json: JSON.stringify({ name, against: commit, pairs, ratios: medians }) };
}

const round = (value = Number.NaN): string => (value >= 1000 ? Math.round(value).toString() : value.toPrecision(4));
