import type { JsonObject } from '#local/json.ts';
import type { Visit } from '../execution/visit.ts';
import type { ChildResult, MapRunChange } from '../ports.ts';
import type { Tolerance } from './tolerance.ts';

type Count = 'total' | 'pending' | 'running' | 'succeeded' | 'failed' | 'timedOut' | 'aborted';
type Counts = Record<Count, number>;

const ENDED = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timedOut', ABORTED: 'aborted' } as const;
/** Changes after which counts are told again. */
const CHANGES_A_REPORT = 200;

/** The bookkeeping of one map run: what DescribeMapRun shows. */
export class MapRun {
  readonly arn: string;
  maxConcurrency: number;
  tolerance: Tolerance;
  /** Told when somebody has changed how many children may run at a time. */
  onConcurrency: (() => void) | undefined;
  readonly items: Counts = noCounts();
  readonly executions: Counts = noCounts();
  resultsWritten = 0;
  readonly #visit: Visit;
  readonly #startTime: number;
  #changes = 0;

  constructor(visit: Visit, settings: { label: string; maxConcurrency: number; tolerance: Tolerance }) {
    this.#visit = visit;
    this.maxConcurrency = settings.maxConcurrency;
    this.tolerance = settings.tolerance;
    this.#startTime = visit.ports.clock.now();
    const { stateMachineArn } = visit.thread.run.identity;
    this.arn = `${stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${settings.label}:${visit.ports.ids.uuid()}`;
    this.#report('RUNNING');
  }

  /** The machine that child executions say they are of. */
  get machineArn(): string {
    return this.arn.replace(':mapRun:', ':stateMachine:').replace(/:[^:]+$/, '');
  }

  get failedItems(): number {
    return this.items.failed + this.items.timedOut;
  }

  started(items: number): void {
    this.#count('total', items);
    this.#count('running', items);
  }

  ended(items: number, status: ChildResult['status']): void {
    this.#count('running', -items);
    this.#count(ENDED[status], items);
    this.#changes += 1;
    if (this.#changes % CHANGES_A_REPORT === 0) this.#report('RUNNING');
  }

  /** What UpdateMapRun changes while it is under way. */
  update({ maxConcurrency, toleratedFailureCount, toleratedFailurePercentage }: MapRunChange): void {
    const { count, percentage } = this.tolerance;
    this.tolerance = {
      count: toleratedFailureCount ?? count,
      percentage: toleratedFailurePercentage ?? percentage,
    };
    this.maxConcurrency = maxConcurrency ?? this.maxConcurrency;
    this.onConcurrency?.();
    this.#report('RUNNING');
  }

  finished(status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'): void {
    this.#report(status);
  }

  #count(name: Count, items: number): void {
    this.items[name] += items;
    this.executions[name] += Math.sign(items);
  }

  #report(status: string): void {
    const { run } = this.#visit.thread;
    const report: JsonObject = {
      mapRunArn: this.arn,
      executionArn: run.identity.executionArn,
      stateMachineArn: this.machineArn,
      status,
      startTime: this.#startTime,
      ...(status !== 'RUNNING' && { stopTime: run.ports.clock.now() }),
      maxConcurrency: this.maxConcurrency,
      toleratedFailureCount: this.tolerance.count ?? 0,
      toleratedFailurePercentage: this.tolerance.percentage ?? 0,
      itemCounts: { ...this.items, resultsWritten: this.resultsWritten },
      executionCounts: { ...this.executions, resultsWritten: this.resultsWritten },
    };
    run.ports.children.mapRun(report, { update: (change) => this.update(change) });
  }
}

const noCounts = (): Counts => ({ total: 0, pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 });
