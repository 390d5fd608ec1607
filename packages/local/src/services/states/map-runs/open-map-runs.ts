import { Abandoned } from '@safelight/asl/error';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { accountPublisher } from '#local/metrics/publish.ts';

/** Map runs of an account that may be open at a time. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const OPEN_MAP_RUN_LIMIT = 1_000;

/**
 * The map runs that are open, and those that wait behind their MapRunStarted event until fewer are.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export class OpenMapRuns {
  readonly #limit: number;
  readonly #open = new Set<string>();
  /** As they came. */
  readonly #waiting = new Map<string, () => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Rejects with an Abandoned where nobody wants the map run any more. */
  open(arn: string, signal: AbortSignal): Promise<void> | undefined {
    if (this.#open.size < this.#limit) {
      this.#open.add(arn);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#waiting.set(arn, resolve);
      signal.addEventListener('abort', () => this.#waiting.delete(arn) && reject(new Abandoned()), { once: true });
    });
  }

  close(arn: string): void {
    this.#open.delete(arn);
    this.#waiting.delete(arn);
    for (const [next, go] of this.#waiting) {
      if (this.#open.size >= this.#limit) return;
      this.#waiting.delete(next);
      this.#open.add(next);
      go();
    }
  }

  /** Records how many there are, which CloudWatch learns once a minute; of a backlog only where there is one. */
  sample(record: RecordMetric, at: number): void {
    const publish = accountPublisher('mapRuns', record);
    publish('ApproximateOpenMapRunCount', this.#open.size, at);
    publish('OpenMapRunLimit', this.#limit, at);
    if (this.#waiting.size > 0) publish('ApproximateMapRunBacklogSize', this.#waiting.size, at);
  }
}
