import { join } from 'node:path';
import type { MapRunControl } from '@safelight/asl/ports';
import * as z from 'zod';
import { resourceMissing } from '#services/states/errors.ts';
import { Documents, fileName } from '#services/states/files.ts';
import { ChildLog } from '#services/states/map-runs/child-log.ts';

const counts = z.record(z.string(), z.number());

export const mapRun = z.object({
  arn: z.string(),
  executionArn: z.string(),
  /** The state machine's, with the Map state's label. */
  machineArn: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED']),
  startDate: z.number(),
  stopDate: z.optional(z.number()),
  maxConcurrency: z.number(),
  toleratedFailureCount: z.number(),
  toleratedFailurePercentage: z.number(),
  itemCounts: counts,
  executionCounts: counts,
  redriveCount: z.number(),
  redriveDate: z.optional(z.number()),
});

export type MapRun = z.infer<typeof mapRun>;

/** The map runs of distributed Maps: in memory, and under `map-runs/` when they have ended. */
export class MapRuns {
  readonly #documents: Documents<MapRun>;
  readonly #byArn: Map<string, MapRun>;
  /** Of those that are under way. */
  readonly #controls = new Map<string, MapRunControl>();

  readonly #children = new Map<string, ChildLog>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = join(folder, 'map-runs');
    this.#documents = new Documents(this.#folder, (value) => mapRun.parse(value));
    this.#byArn = new Map(this.#documents.all().map((found) => [found.arn, found]));
  }

  /** Throws `ResourceNotFound`. */
  get(arn: string): MapRun {
    const found = this.#byArn.get(arn);
    if (!found) throw resourceMissing(arn);
    return found;
  }

  /** Newest first. */
  of(executionArn: string): readonly MapRun[] {
    return [...this.#byArn.values()].filter((run) => run.executionArn === executionArn).reverse();
  }

  control(arn: string): MapRunControl | undefined {
    return this.#controls.get(arn);
  }

  /** How its children have ended. */
  children(arn: string): ChildLog {
    const known = this.#children.get(arn) ?? new ChildLog(join(this.#folder, `${fileName(nameOf(arn))}.jsonl`));
    this.#children.set(arn, known);
    return known;
  }

  /** One that is redriven keeps the time when it started. */
  put(told: MapRun, control: MapRunControl): void {
    const run = { ...told, startDate: this.#byArn.get(told.arn)?.startDate ?? told.startDate };
    this.#byArn.set(run.arn, run);
    if (run.status === 'RUNNING') this.#controls.set(run.arn, control);
    else this.#end(run);
  }

  #end(run: MapRun): void {
    this.#controls.delete(run.arn);
    this.#documents.write(nameOf(run.arn), run);
    if (run.status !== 'SUCCEEDED') return;
    // Only what failed can be redriven.
    void this.children(run.arn).remove();
    this.#children.delete(run.arn);
  }
}

/** State machine, label and id. */
const nameOf = (arn: string): string => arn.split(':').slice(6).join(':');
