import { filled } from '#study/facts/facts.ts';
import type { Question } from '#study/lab/experiment.ts';
import { questions } from '#study/questions.ts';

/** One of the thirty questions, as the page shows it before it is run. */
export interface ExperimentLine {
  readonly number: number;
  readonly question: string;
  /** The page of AWS that says so. */
  readonly page: string;
  /** What it shows; or the answers of a question that can only be argued, and why. */
  readonly claims: readonly string[];
  /** What its control takes away; undefined where it is not run. */
  readonly without?: string;
}

export const experiments: readonly ExperimentLine[] = questions.map(lineOf);

function lineOf(one: Question): ExperimentLine {
  const { number, page } = one;
  const common = { number, page, question: filled(one.question) };
  if (one.kind === 'argued') return { ...common, claims: [...one.answer, `Argued, not run: ${one.because}.`] };
  return { ...common, claims: [filled(one.claim)], without: one.control.without };
}
