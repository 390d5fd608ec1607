/** One look at the system: seconds since the start, and what was seen. */
export interface Sample {
  readonly seconds: number;
  /** Of the heap, and of buffers beside it, once everything was collected that nobody needs. */
  readonly liveMb: number;
  readonly residentMb: number;
  readonly latencyMs: number;
  readonly photos: number;
}

/** How much a value grows a minute: the line through all samples from which they are least far away. */
export function slopePerMinute(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = samples.map(({ seconds }) => seconds / 60);
  const values = samples.map(of);
  const [x, y] = [mean(minutes), mean(values)];
  const squares = minutes.reduce((sum, minute) => sum + (minute - x) ** 2, 0);
  return minutes.reduce((sum, minute, index) => sum + (minute - x) * ((values[index] ?? y) - y), 0) / squares;
}

/** The value in the middle, which a few odd ones do not move. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
