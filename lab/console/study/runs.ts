import * as z from 'zod';
import type { Experiment } from './blocks.ts';

/** One thing that an experiment has seen. */
export interface Seen {
  readonly what: string;
  readonly seen: string;
}

/** An experiment that runs, or has run. */
export interface ExperimentRun {
  readonly seen: readonly Seen[];
  /** `proved`, `failed`, `noticed` or `unnoticed`; undefined while it runs, and where it could not be run. */
  readonly status?: string;
  /** Why it could not be run, or which check did not hold. */
  readonly problem?: string;
  readonly isOver: boolean;
}

/** `npm run study -- N --jsonl`, in a process of its own. */
export interface StudyProcess {
  /** What it prints, line by line, to its end. */
  readonly lines: AsyncIterable<string>;
  /** The last line of its complaints, once it has ended. */
  complaint(): Promise<string>;
  stop(): void;
}

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seen'), what: z.string(), seen: z.string() }),
  z.object({
    kind: z.literal('document'),
    status: z.string(),
    failed: z.object({ message: z.string() }).optional(),
  }),
]);

const keyOf = ({ number, isNegative }: Experiment) => `${number}${isNegative ? ' without its cause' : ''}`;

/** Runs experiments, one at a time: each has a whole system of its own. */
export class Runs {
  readonly #start: (experiment: Experiment) => StudyProcess;
  readonly #runs = new Map<string, ExperimentRun>();
  #running: { readonly key: string; readonly process: StudyProcess } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(start: (experiment: Experiment) => StudyProcess) {
    this.#start = start;
  }

  /** Begins to run it. Throws while another one runs. */
  begin(experiment: Experiment): void {
    if (this.#running) throw new Error(`Question ${this.#running.key} is being run: wait for it, or stop it.`);
    const key = keyOf(experiment);
    this.#running = { key, process: this.#start(experiment) };
    this.#set(key, { seen: [], isOver: false });
    void this.#follow(key, this.#running.process);
  }

  /** Ends the one that runs. */
  stop(): void {
    this.#running?.process.stop();
  }

  of = (experiment: Experiment): ExperimentRun | undefined => this.#runs.get(keyOf(experiment));

  /** Resolves with it once it has seen more than `count` things, or is over, or patience has ended. */
  async after(experiment: Experiment, count: number, patience: Promise<void>): Promise<ExperimentRun | undefined> {
    let isPatient = true;
    void patience.then(() => (isPatient = false));
    for (;;) {
      const run = this.of(experiment);
      if (!run || run.isOver || run.seen.length > count || !isPatient) return run;
      await Promise.race([this.#changed.promise, patience]);
    }
  }

  async #follow(key: string, process: StudyProcess): Promise<void> {
    let run: ExperimentRun = { seen: [], isOver: false };
    try {
      for await (const text of process.lines) {
        run = noted(run, text);
        this.#set(key, run);
      }
      if (run.status === undefined) run = { ...run, problem: await process.complaint() };
    } catch (error) {
      process.stop();
      run = { ...run, problem: error instanceof Error ? error.message : String(error) };
    }
    this.#running = undefined;
    this.#set(key, { ...run, isOver: true });
  }

  #set(key: string, run: ExperimentRun): void {
    this.#runs.set(key, run);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function noted(run: ExperimentRun, text: string): ExperimentRun {
  const said = line.parse(JSON.parse(text));
  if (said.kind === 'seen') return { ...run, seen: [...run.seen, { what: said.what, seen: said.seen }] };
  return { ...run, status: said.status, ...(said.failed && { problem: said.failed.message }) };
}
