import type { RedrivenMapRun } from '../execution/redrive/map-run.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { ChildResult, MapRunChange, MapRunReport } from '../ports.ts';
import type { Tolerance } from './tolerance.ts';

type Count = 'total' | 'pending' | 'running' | 'succeeded' | 'failed' | 'timedOut' | 'aborted';
type Counts = Record<Count, number>;

const ENDED = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timedOut', ABORTED: 'aborted' } as const;
/** Changes after which counts are told again. */
const CHANGES_A_REPORT = 200;

interface Settings {
  readonly label: string;
  readonly maxConcurrency: number;
  readonly tolerance: Tolerance;
  /** How many there will be altogether, where it is known beforehand. */
  readonly expected: { readonly items: number | undefined; readonly executions: number | undefined };
  /** One that was there before. */
  readonly before: EarlierMapRun | undefined;
}

/** A map run that is redriven, or goes on after its process ended; `since` is when its attempt began, where that was before now. */
export type EarlierMapRun = RedrivenMapRun & { readonly since?: number };

/** The bookkeeping of one map run: what DescribeMapRun shows. */
export class MapRun {
  readonly arn: string;
  /** The machine that child executions say they are of. */
  readonly machineArn: string;
  maxConcurrency: number;
  tolerance: Tolerance;
  /** Told when somebody has changed how many children may run at a time. */
  onConcurrency: (() => void) | undefined;
  readonly items: Counts = noCounts();
  readonly executions: Counts = noCounts();
  resultsWritten = 0;
  readonly #execution: StateExecution;
  readonly #startTime: number;
  readonly #expected: Settings['expected'];
  readonly redriveCount: number;
  #changes = 0;
  #hasBegun = false;

  constructor(execution: StateExecution, settings: Settings) {
    this.#execution = execution;
    this.maxConcurrency = settings.maxConcurrency;
    this.tolerance = settings.tolerance;
    this.#expected = settings.expected;
    this.#startTime = settings.before?.since ?? execution.ports.clock.now();
    this.redriveCount = settings.before?.redriveCount ?? 0;
    this.arn = settings.before?.arn ?? newArn(execution, settings.label);
    this.machineArn = this.arn.replace(':mapRun:', ':stateMachine:').replace(/:[^:]+$/, '');
    this.#report('RUNNING');
  }

  get failedItems(): number {
    return this.items.failed + this.items.timedOut;
  }

  /** It is its turn: what it has not started is pending from now on. */
  begun(): void {
    this.#hasBegun = true;
  }

  /** A child that has ended before, and does not run again. */
  kept(items: number, status: ChildResult['status']): void {
    this.#count('total', items);
    this.#count(ENDED[status], items);
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
    const control = { update: (change: MapRunChange) => this.update(change), now: () => this.#told('RUNNING') };
    this.#execution.thread.run.ports.children.mapRun(this.#told(status), control);
  }

  #told(status: string): MapRunReport {
    const { run } = this.#execution.thread;
    const { resultsWritten } = this;
    const counts = (of: 'items' | 'executions') =>
      status === 'RUNNING' && this.#hasBegun ? withPending(this[of], this.#expected[of]) : this[of];
    return {
      mapRunArn: this.arn,
      executionArn: run.identity.executionArn,
      stateMachineArn: this.machineArn,
      status,
      startTime: this.#startTime,
      redriveCount: this.redriveCount,
      ...(this.redriveCount > 0 && { redriveDate: this.#startTime }),
      ...(status !== 'RUNNING' && { stopTime: run.ports.clock.now() }),
      maxConcurrency: this.maxConcurrency,
      toleratedFailureCount: this.tolerance.count ?? 0,
      toleratedFailurePercentage: this.tolerance.percentage ?? 0,
      itemCounts: { ...counts('items'), resultsWritten },
      executionCounts: { ...counts('executions'), resultsWritten },
    };
  }
}

function newArn({ thread, ports }: StateExecution, label: string): string {
  const { stateMachineArn } = thread.run.identity;
  return `${stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${label}:${ports.ids.uuid()}`;
}

/** What has not begun is pending, as far as one knows. */
function withPending(counts: Counts, expected = counts.total): Counts {
  const pending = Math.max(0, expected - counts.total);
  return { ...counts, pending, total: counts.total + pending };
}

const noCounts = (): Counts => ({ total: 0, pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 });
