import type { MapRunCounts } from '@safelight/asl/ports';

/** Answer of `GET map-run`. */
export interface MapRun {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly status: string;
  readonly startDate: string;
  readonly stopDate?: string;
  /** 0 is no limit. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly redriveCount?: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
}
