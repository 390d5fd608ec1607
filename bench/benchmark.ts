import { UsageError } from '@safelight/local/cli/usage';
import type { Contend } from './contender.ts';

/** A figure's floor or ceiling. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** What one benchmark found. Figures are plain numbers; a unit is in the name. */
export interface Findings {
  readonly figures: Readonly<Record<string, number>>;
  readonly targets: Readonly<Record<string, Target>>;
  /** For people: what the figures mean, and where the rest goes. */
  readonly notes?: readonly string[];
}

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  /** Options beside `--json`, by name, with what they say in the help. Values are texts. */
  readonly options?: Readonly<Record<string, string>>;
  run(options: Options, progress: Progress): Promise<Findings>;
  /** For `--against`: absent where a build is compared with something of its own kind already, within one run. */
  readonly contend?: Contend;
}

export type Options = Readonly<Record<string, string | undefined>>;

/** Says what is being measured, on stderr, so that stdout is the result. */
export type Progress = (line: string) => void;

export const isMet = (value: number, target: Target): boolean =>
  'atLeast' in target ? value >= target.atLeast : value <= target.atMost;

/** Every target has a figure, and every figure with a target reaches it. */
export const allMet = ({ figures, targets }: Findings): boolean =>
  Object.entries(targets).every(([name, target]) => isMet(figures[name] ?? Number.NaN, target));

/** A whole number above zero. */
export function count(options: Options, name: string, otherwise: number): number {
  const text = options[name];
  const value = Number(text ?? otherwise);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--${name} ${text}: a whole number above 0 is needed`);
  return value;
}
