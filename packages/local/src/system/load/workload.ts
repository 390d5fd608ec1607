/** How much there is to do. */
export interface Workload {
  /** Events that wait on the bus until functions are free. */
  readonly waiting: number;
  /** Executions of Standard workflows that run now. */
  readonly running: number;
  /** Those that have ended since the start. */
  readonly ended: number;
}

export type OnWork = (work: Workload) => void;

/** Counts what begins and ends, and tells of every change. */
export function createWorkload(onWork: OnWork = () => {}) {
  const running = new Set<string>();
  let waiting = 0;
  let ended = 0;
  const tell = () => onWork({ waiting, running: running.size, ended });
  return {
    /** So many more events wait; fewer when negative. */
    waits(more: number): void {
      waiting += more;
      tell();
    },
    /** An execution came to a status, such as `RUNNING` or `SUCCEEDED`. */
    execution(arn: string, status: string): void {
      if (status === 'RUNNING') running.add(arn);
      else {
        running.delete(arn);
        ended += 1;
      }
      tell();
    },
  };
}
