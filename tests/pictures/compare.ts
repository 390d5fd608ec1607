import { basename } from 'node:path';
import type { Photo } from './develop.ts';
import type { Tags, Verdict } from './judges.ts';

/** A photo that was developed. */
export interface Case {
  readonly photo: Photo;
  /** The file of what it must look like. */
  readonly truth: string | undefined;
}

interface Comparison {
  readonly problems: readonly string[];
  /** What no judge could judge. */
  readonly notes: readonly string[];
  readonly judged: number;
}

const MOST_DELTA_E = 3;
/** Below it one pixel of an edge is much of the whole picture. */
const SMALLEST_SIDE = 130;

export function compare(
  cases: readonly Case[],
  verdicts: ReadonlyMap<string, Verdict>,
  tags: ReadonlyMap<string, Tags>,
): Comparison {
  const problems: string[] = [];
  const notes: string[] = [];
  let judged = 0;
  for (const { photo } of cases) {
    const name = basename(photo.file);
    const verdict = verdicts.get(photo.file);
    const said = [...pictureOf(photo, verdict), ...cameraOf(photo, tags.get(photo.file))];
    if (verdict?.error !== undefined) notes.push(`${name}: ${verdict.error}`);
    else judged += 1;
    problems.push(...said.map((line) => `${name}: ${line}`));
  }
  return { problems, notes, judged };
}

function pictureOf({ metadata, variants }: Photo, verdict: Verdict | undefined): readonly string[] {
  const problems: string[] = [];
  const { width, height, deltaE, by, frames, sourceFrames, milliseconds, sourceMilliseconds } = verdict ?? {};
  const size = `${metadata?.width} x ${metadata?.height}`;
  if (width !== undefined && size !== `${width} x ${height}`) problems.push(`${size}, ${by} says ${width} x ${height}`);
  const isLarge = Math.min(width ?? 0, height ?? 0) >= SMALLEST_SIDE;
  if (deltaE !== undefined && isLarge && deltaE >= MOST_DELTA_E) problems.push(`dE2000 ${deltaE.toFixed(1)} to ${by}`);
  // Encoders join frames that look the same; what they show takes as long.
  if ((frames ?? 0) > (sourceFrames ?? 0) || (frames === 1 && (sourceFrames ?? 1) > 1))
    problems.push(`${frames} frames of ${sourceFrames}`);
  if (Math.abs((milliseconds ?? 0) - (sourceMilliseconds ?? 0)) > 1)
    problems.push(`${milliseconds} ms of ${sourceMilliseconds}`);
  if (variants.length === 0) problems.push('no variants');
  return problems;
}

/** A maker that the model repeats may be missing, and a date have an offset. */
function cameraOf({ metadata }: Photo, tags: Tags | undefined): readonly string[] {
  if (!tags || !metadata) return [];
  const { camera = '', lens = '', takenAt = '' } = metadata.exif;
  const problems: string[] = [];
  const model = plain(tags.Model);
  if (!plain(camera).endsWith(model)) problems.push(`camera "${camera}", exiftool says "${tags.Model}"`);
  if (plain(lens) !== plain(tags.LensModel)) problems.push(`lens "${lens}", exiftool says "${tags.LensModel}"`);
  const date = isoOf(tags.DateTimeOriginal);
  if (takenAt.slice(0, 19) !== date) problems.push(`taken at "${takenAt}", exiftool says "${tags.DateTimeOriginal}"`);
  return problems;
}

const plain = (text = '') => text.replace(/\s+/g, ' ').trim().slice(0, 100);

function isoOf(text = ''): string {
  const [, date, time] = /^(\d{4}:\d\d:\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
  return date === undefined || date.startsWith('0000') ? '' : `${date.replaceAll(':', '-')}T${time}`;
}
