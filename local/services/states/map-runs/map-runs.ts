import { join } from 'node:path';
import * as z from 'zod';
import type { MapRunControl } from '#asl/ports.ts';
import { resourceMissing } from '#services/states/errors.ts';
import { Documents } from '#services/states/files.ts';

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
});

export type MapRun = z.infer<typeof mapRun>;

/** The map runs of distributed Maps: in memory, and under `map-runs/` when they have ended. */
export class MapRuns {
  readonly #documents: Documents<MapRun>;
  readonly #byArn: Map<string, MapRun>;
  /** Of those that are under way. */
  readonly #controls = new Map<string, MapRunControl>();

  constructor(folder: string) {
    this.#documents = new Documents(join(folder, 'map-runs'), (value) => mapRun.parse(value));
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

  put(run: MapRun, control: MapRunControl): void {
    this.#byArn.set(run.arn, run);
    if (run.status === 'RUNNING') this.#controls.set(run.arn, control);
    else this.#end(run);
  }

  #end(run: MapRun): void {
    this.#controls.delete(run.arn);
    this.#documents.write(run.arn.split(':').slice(6).join(':'), run);
  }
}
