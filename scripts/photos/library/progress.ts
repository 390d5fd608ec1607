/** How far a run is. */
export interface Counts {
  /** Undefined while nobody has counted the keys. */
  readonly total: number | undefined;
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
}

const CELLS = 24;

/** One line: a bar, how many are done and failed, and how long it will take at `rate` photos a second. */
export function progressLine({ total, succeeded, failed, running }: Counts, rate: number): string {
  const done = succeeded + failed;
  const speed = `${rate.toFixed(1)}/s`;
  if (total === undefined || total === 0) return `${done} done, ${failed} failed, ${running} under way, ${speed}`;
  const filled = Math.min(CELLS, Math.floor((CELLS * done) / total));
  const bar = `${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)}`;
  const left = rate > 0 && done < total ? `, ${duration((total - done) / rate)} left` : '';
  return `${bar} ${done} of ${total}, ${failed} failed, ${speed}${left}`;
}

/** @example duration(3_725) // '1 h 2 min' */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
