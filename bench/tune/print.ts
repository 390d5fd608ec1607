import { front } from './point.ts';
import type { Walk, Walked } from './walk.ts';
import { nameOf } from './ways.ts';

/** A way that can look as the default does, and what that takes, relative to the default. */
export interface Row {
  readonly name: string;
  readonly milliseconds: number;
  readonly bytes: number;
  readonly quality: number;
  readonly ssim: number;
  /** Whether none is as fast and as small. */
  readonly isFront: boolean;
}

/** The fastest first. */
export function rowsOf({ reference: { point }, walked }: Walk): readonly Row[] {
  const rows = walked.flatMap(({ way, same }: Walked) =>
    same
      ? [
          {
            ...same,
            name: nameOf(way),
            milliseconds: same.milliseconds / point.milliseconds,
            bytes: same.bytes / point.bytes,
          },
        ]
      : [],
  );
  const best = new Set(front(rows));
  return rows.map((row) => ({ ...row, isFront: best.has(row) })).toSorted((a, b) => a.milliseconds - b.milliseconds);
}

/** The front as lines of text, and the rest below it. */
export function textOf(walk: Walk): string {
  const { format, reference } = walk;
  const { point, quality, way } = reference;
  const rows = rowsOf(walk);
  const line = ({ milliseconds, bytes, quality: needed, ssim, isFront, name }: Row) =>
    `${isFront ? '*' : ' '} ${milliseconds.toFixed(2).padStart(6)} ${bytes.toFixed(3).padStart(7)} ${needed.toFixed(1).padStart(7)}  ${ssim.toFixed(4)}  ${name}`;
  const unreached = walk.walked.filter(({ same }) => !same).map(({ way: each }) => `  never as good: ${nameOf(each)}`);
  return [
    `${format}, default: quality ${quality}, ${nameOf(way)}`,
    `  ${Math.round(point.milliseconds)} ms, ${Math.round(point.bytes / 1000)} kB, SSIMULACRA2 ${point.score.toFixed(1)}, SSIM ${point.ssim.toFixed(4)}`,
    '  at that score, beside it (* is on the front):',
    '    time   bytes quality  SSIM    told',
    ...rows.map(line),
    ...unreached,
    '',
  ].join('\n');
}
