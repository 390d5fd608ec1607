import type { Outcome } from '#local/console/queries/outcome.ts';

/** Answer of `GET executions`: a page of them, newest first; `next` is where the following one begins. */
export interface ExecutionsAnswer {
  readonly rows: readonly ExecutionRow[];
  readonly lookedAt: number;
  readonly next?: string;
  readonly machines: readonly MachineItem[];
}

export interface MachineItem {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** What an Express one logs. */
  readonly level?: string;
}

export interface ExecutionRow {
  readonly executionArn: string;
  readonly name: string;
  readonly status: string;
  readonly startDate: string;
  readonly stopDate?: string;
  readonly subject?: string;
  readonly outcome?: Outcome;
  readonly error?: string;
  readonly redriveCount?: number;
}
