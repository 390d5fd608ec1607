import type { StateSummary } from '#local/console/history/summary.ts';
import type { Attempt, VisitStatus } from '#local/console/history/visit.ts';
import type { RowsPage } from '#local/console/queries/execution/paging.ts';
import type { Outcome } from '#local/console/queries/outcome.ts';

/** Answer of `GET execution`; dates are ISO 8601. */
export interface ExecutionAnswer {
  readonly execution: {
    readonly executionArn: string;
    readonly stateMachineArn: string;
    readonly name: string;
    readonly status: string;
    readonly startDate: string;
    readonly stopDate?: string;
    readonly redriveCount?: number;
    readonly redriveStatus?: string;
    readonly redriveStatusReason?: string;
    readonly input?: string;
    readonly output?: string;
    readonly error?: string;
    readonly cause?: string;
    readonly traceHeader?: string;
    readonly mapRunArn?: string;
  };
  readonly definition: string;
  readonly subject?: string;
  readonly outcome?: Outcome;
  readonly events: number;
  readonly transitions: number;
  readonly states: Readonly<Record<string, StateSummary>>;
}

/** One visit in full, as `GET execution/state` tells it. */
export interface VisitAnswer {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly status: VisitStatus;
  readonly enteredAt: number;
  readonly exitedAt?: number;
  readonly input?: string;
  readonly output?: string;
  readonly assigned?: Readonly<Record<string, string>>;
  readonly attempts: readonly Attempt[];
  readonly errors: readonly { readonly error: string; readonly cause?: string; readonly at: number }[];
  readonly total: number;
  readonly mapRunArn?: string;
  readonly round?: number;
  readonly rounds: number;
}

/** An event as the API tells it, with the state to which it belongs. */
export interface EventAnswer {
  readonly event: {
    readonly id: number;
    readonly previousEventId?: number;
    readonly type: string;
    readonly timestamp: string;
  };
  readonly state?: string;
  readonly attempt: number;
}

export type Page<T> = RowsPage<T>;
