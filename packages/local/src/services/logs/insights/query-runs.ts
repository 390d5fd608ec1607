import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { BudgetExceeded } from '@safelight/asl/language/budget';
import { AwsError } from '#gateway/aws-error.ts';
import type { QueryResult } from '#services/logs/insights/run-query.ts';
import type { Steps } from '#services/logs/insights/steps.ts';
import { inSlices } from '#store/slices.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryInfo.html */
interface QueryRun {
  readonly status: 'Scheduled' | 'Running' | 'Complete' | 'Timeout' | 'Failed';
  readonly found: QueryResult;
  /** A defect of ours, for whoever asks. */
  readonly defect?: unknown;
}

interface Options {
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now'>;
}

const NOTHING: QueryResult = { rows: [], shown: undefined, matched: 0, recordsScanned: 0, bytesScanned: 0 };

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_AT_ONCE = 100;
/** Results that are kept, in rows of all queries; those of the newest query always are. */
const MOST_ROWS = 200_000;
const MOST_KEPT = 100;

/** Queries that wait, run one after the other, and have ended. */
export class QueryRuns {
  readonly #options: Options;
  readonly #runs = new Map<string, QueryRun>();
  #last = Promise.resolve();
  #open = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Answers the id at once. Throws LimitExceededException. */
  start(work: Steps<QueryResult>): string {
    if (this.#open >= MOST_AT_ONCE)
      throw new AwsError('LimitExceededException', `No more than ${MOST_AT_ONCE} queries can run at the same time.`);
    const id = this.#options.ids.uuid();
    this.#open += 1;
    this.#runs.set(id, { status: 'Scheduled', found: NOTHING });
    this.#last = this.#last.then(() => this.#run(id, work));
    return id;
  }

  /** Throws ResourceNotFoundException, and what a query threw that is no fault of its own. */
  get(id: string): QueryRun {
    const run = this.#runs.get(id);
    if (!run) throw new AwsError('ResourceNotFoundException', `The specified query ${id} does not exist.`);
    if (run.defect !== undefined) throw run.defect;
    return run;
  }

  async #run(id: string, work: Steps<QueryResult>): Promise<void> {
    this.#runs.set(id, { status: 'Running', found: NOTHING });
    this.#runs.set(id, await this.#outcome(work));
    this.#open -= 1;
    this.#forget();
  }

  async #outcome(work: Steps<QueryResult>): Promise<QueryRun> {
    let found = NOTHING;
    function* steps() {
      found = yield* work;
    }
    try {
      await inSlices(steps(), this.#options);
      return { status: 'Complete', found };
    } catch (error) {
      if (error instanceof BudgetExceeded) return { status: 'Timeout', found: NOTHING };
      return { status: 'Failed', found: NOTHING, ...(!(error instanceof AwsError) && { defect: error }) };
    }
  }

  #forget(): void {
    let rows = 0;
    const ended = [...this.#runs].filter(([, { status }]) => status !== 'Scheduled' && status !== 'Running');
    for (const [at, [id, { found }]] of ended.reverse().entries()) {
      rows += found.rows.length;
      if (at > 0 && (rows > MOST_ROWS || at >= MOST_KEPT)) this.#runs.delete(id);
    }
  }
}
