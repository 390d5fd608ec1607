import { type ScaleLinear, type ScaleTime, scaleLinear, scaleTime } from 'd3-scale';
import { line } from 'd3-shape';

/** A value of a period; its beginning is in milliseconds since the epoch. */
export interface DataPoint {
  readonly at: number;
  readonly value: number;
}

/** What a chart draws. */
export interface Curve {
  readonly points: readonly DataPoint[];
  readonly from: number;
  readonly to: number;
  /** Seconds: what is further apart than that has nothing in between. */
  readonly period: number;
}

/** A threshold. */
export interface Level {
  readonly name: string;
  readonly value: number;
}

export interface Scales {
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Paths through points that follow each other. */
  readonly lines: readonly string[];
}

export const HEIGHT = 220;
const LEFT = 56;
const RIGHT = 12;
const TOP = 16;
const BOTTOM = 24;

/** Where values lie in a drawing of that width; zero and all thresholds are in it. */
export function scalesOf(curve: Curve, levels: readonly Level[], width: number): Scales {
  const values = [...curve.points, ...levels].map(({ value }) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const x = scaleTime([curve.from, curve.to], [LEFT, width - RIGHT]);
  const y = scaleLinear([low, high === low ? low + 1 : high], [HEIGHT - BOTTOM, TOP]).nice();
  const draw = line<DataPoint>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  );
  return { x, y, lines: runsOf(curve).flatMap((run) => draw([...run]) ?? []) };
}

/** Points without a gap between them: a period without data is no zero. */
export function runsOf({ points, period }: Pick<Curve, 'points' | 'period'>): readonly (readonly DataPoint[])[] {
  const runs: DataPoint[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && point.at - before.at <= period * 1_500) run.push(point);
    else runs.push([point]);
  }
  return runs;
}
