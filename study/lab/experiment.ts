import type { StudyLab } from './lab.ts';
import type { Resources } from './stack.ts';

/** A question that is answered by running it. `Given` is what a run is made with, so that its control can take the cause away. */
export interface Experiment<Given = unknown> {
  readonly kind: 'run';
  readonly number: number;
  readonly question: string;
  /** What is shown, with the facts that it rests on in braces. */
  readonly claim: string;
  /** The page of AWS that says so. */
  readonly page: string;
  readonly given: Given;
  /** The throwaway system's template: its resources by logical id. */
  readonly stack: (given: Given) => Resources;
  /** Does what a reader could do by API calls, and shows what comes of it. Rejects with NotShown where the claim does not hold. */
  readonly run: (lab: StudyLab, given: Given) => Promise<void>;
  readonly control: Control<Given>;
}

/** The same with the cause removed: it must fail for the reason named, and for no other. */
export interface Control<Given = unknown> {
  readonly given: Given;
  /** What is different, in words. */
  readonly without: string;
  /** Name of the check that notices. */
  readonly noticed: string;
}

/** A question that can only be argued here. */
export interface Argument {
  readonly kind: 'argued';
  readonly number: number;
  readonly question: string;
  readonly answer: readonly string[];
  readonly page: string;
  /** Why it is not run. */
  readonly because: string;
}

export type Question = Experiment | Argument;

/** Keeps the type of what is given between an experiment's parts; outside it is nobody's business. */
export const experiment = <Given>(parts: Omit<Experiment<Given>, 'kind'>): Experiment => ({
  ...parts,
  kind: 'run',
  stack: (given) => parts.stack(given as Given),
  run: (lab, given) => parts.run(lab, given as Given),
});
