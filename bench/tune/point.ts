/** One way to encode, measured over all pictures. */
export interface Point {
  readonly quality: number;
  readonly bytes: number;
  /** Processor time of encoding. */
  readonly milliseconds: number;
  /** Means over the pictures, each as much as any other: SSIMULACRA2, of which 100 is the original, and SSIM, of which 1 is. */
  readonly score: number;
  readonly ssim: number;
}

/** What a way to encode takes at a score, whatever quality that needs; qualities lie between whole ones. */
export type AtScore = Omit<Point, 'score'>;

/**
 * Between the two points around the score: quality and SSIM on a line, bytes and time on one of their logarithms. Undefined where
 * no two lie around it.
 */
export function atScore(points: readonly Point[], score: number): AtScore | undefined {
  const sorted = points.toSorted((a, b) => a.score - b.score);
  const above = sorted.findIndex((point) => point.score >= score);
  const [low, high] = [sorted[above - 1], sorted[above]];
  if (high?.score === score) return high;
  if (!low || !high) return undefined;
  const share = (score - low.score) / (high.score - low.score);
  const line = (a: number, b: number) => a + share * (b - a);
  const curve = (a: number, b: number) => Math.exp(line(Math.log(a), Math.log(b)));
  return {
    quality: line(low.quality, high.quality),
    ssim: line(low.ssim, high.ssim),
    bytes: curve(low.bytes, high.bytes),
    milliseconds: curve(low.milliseconds, high.milliseconds),
  };
}

interface Cost {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** What nothing beats: none is as fast and as small, and better in one of both. The fastest first. */
export function front<Item extends Cost>(items: readonly Item[]): readonly Item[] {
  const beats = (a: Cost, b: Cost) =>
    a.bytes <= b.bytes && a.milliseconds <= b.milliseconds && (a.bytes < b.bytes || a.milliseconds < b.milliseconds);
  const left = items.filter((item) => !items.some((other) => beats(other, item)));
  return left.toSorted((a, b) => a.milliseconds - b.milliseconds);
}
