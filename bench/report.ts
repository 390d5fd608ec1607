import { allMet, type Benchmark, type Findings, isMet, type Target } from './benchmark.ts';

/** The last line with `--json`: what other programs read. */
export const jsonLine = ({ name }: Pick<Benchmark, 'name'>, findings: Findings): string =>
  JSON.stringify({ name, figures: findings.figures, targets: findings.targets, met: allMet(findings) });

/** Figures with their targets, aligned, and the notes below. */
export function table({ name }: Pick<Benchmark, 'name'>, { figures, targets, notes = [] }: Findings): string {
  const rows = Object.entries(figures).map(([figure, value]) => [
    figure,
    number(value),
    verdict(value, targets[figure]),
  ]);
  const width = Math.max(...rows.map(([figure = '']) => figure.length));
  const digits = Math.max(...rows.map(([, value = '']) => value.length));
  const lines = rows.map(([figure = '', value = '', said = '']) =>
    `  ${figure.padEnd(width)}  ${value.padStart(digits)}  ${said}`.trimEnd(),
  );
  return [name, ...lines, ...notes.map((note) => `  ${note}`), ''].join('\n');
}

function verdict(value: number, target: Target | undefined): string {
  if (!target) return '';
  const wanted = 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`;
  return `${wanted} ${isMet(value, target) ? 'met' : 'MISSED'}`;
}

function number(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.abs(value) >= 100 ? 0 : 2);
}

export function help(benchmarks: readonly Benchmark[]): string {
  const lines = benchmarks.flatMap(({ name, summary, options = {} }) => [
    `  ${name.padEnd(12)} ${summary}`,
    ...Object.entries(options).map(([option, said]) => `  ${''.padEnd(12)}   --${option} ${said}`),
  ]);
  const own = [
    '  --against COMMIT   this build and that of a commit, measured in turn; prints each pair and the median ratio',
    '  --pairs N          how many pairs (5)',
    '  --profile          where the time of the system went that it started, by part',
    '  --json             a last line for programs',
  ];
  return ['npm run bench -- NAME [--against COMMIT | --profile] [--json]', '', ...own, '', ...lines, ''].join('\n');
}
