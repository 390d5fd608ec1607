import ssim from 'ssim.js';
import type { FormatConfig } from '#functions/shared/formats.ts';
import { encode, type Handover, type Pixels } from './encode.ts';
import { type AtScore, atScore, type Point } from './point.ts';
import type { Judge } from './ssimulacra2.ts';
import { defaultOf, nameOf, type Tuned, type Way, waysOf } from './ways.ts';

/** A way to encode, and what it takes to look as the default does: nothing where no quality does. */
export interface Walked {
  readonly way: Way;
  readonly points: readonly Point[];
  readonly same: AtScore | undefined;
}

export interface Walk {
  readonly format: Tuned;
  readonly reference: { readonly quality: number; readonly way: Way; readonly point: Point };
  readonly walked: readonly Walked[];
}

/** Measures every way to encode a format, each at qualities around the one with the default's score. */
export async function walk(
  format: Tuned,
  handovers: readonly Handover[],
  judge: Judge,
  progress: (line: string) => void,
): Promise<Walk> {
  const likeness = remembered(judge);
  const measure = async (way: Way, quality: number) =>
    // A way has all that the format is told, and at times more that sharp takes.
    summary(quality, await measured(handovers, { format, ...way, quality } as FormatConfig, likeness));
  const { quality, way: usual } = defaultOf(format);
  progress(`tune: ${format}: the default, ${nameOf(usual)}`);
  const point = await measure(usual, quality);
  const ways = waysOf(format);
  const walked: Walked[] = [];
  for (const [index, way] of ways.entries()) {
    const points = await around(point.score, quality, (tried) => measure(way, tried));
    walked.push({ way, points, same: atScore(points, point.score) });
    progress(`tune: ${format}: ${index + 1} of ${ways.length}: ${nameOf(way)}`);
  }
  return { format, reference: { quality, way: usual, point }, walked };
}

const MOST_TRIES = 5;
const NEXT_BEYOND = 2;
/** About what one step of quality is worth around the scores that are used. */
const SCORE_OF_QUALITY = 0.9;

/** Goes towards a score until it lies between two points. */
async function around(
  score: number,
  from: number,
  measure: (quality: number) => Promise<Point>,
): Promise<readonly Point[]> {
  const points: Point[] = [];
  let quality = from;
  while (points.length < MOST_TRIES && !points.some((point) => point.quality === quality)) {
    const point = await measure(quality);
    points.push(point);
    if (atScore(points, score)) break;
    const missing = (score - point.score) / SCORE_OF_QUALITY;
    const step = missing > 0 ? Math.ceil(missing) + NEXT_BEYOND : Math.floor(missing) - NEXT_BEYOND;
    quality = Math.min(100, Math.max(1, point.quality + step));
  }
  return points;
}

interface Likeness {
  readonly score: number;
  readonly ssim: number;
}

type Compare = (original: Pixels, encoded: Pixels) => Promise<Likeness>;

/** Scans and their order change bytes, not pixels: what was judged once is not judged again. */
function remembered(judge: Judge): Compare {
  const known = new Map<string, Likeness>();
  return async (original, encoded) => {
    const key = `${original.digest} ${encoded.digest}`;
    const found = known.get(key) ?? {
      score: await judge.score(original, encoded),
      ssim: ssim.ssim(imageData(original), imageData(encoded)).mssim,
    };
    known.set(key, found);
    return found;
  };
}

const imageData = ({ data, width, height }: Pixels) => ({ data: new Uint8ClampedArray(data), width, height });

type Measured = Likeness & { readonly bytes: number; readonly milliseconds: number };

async function measured(
  handovers: readonly Handover[],
  config: FormatConfig,
  compare: Compare,
): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const handover of handovers) {
    const { bytes, milliseconds, pixels } = await encode(handover, config);
    all.push({ bytes, milliseconds, ...(await compare(handover.pixels, pixels)) });
  }
  return all;
}

function summary(quality: number, all: readonly Measured[]): Point {
  const sum = (figure: keyof Measured) => all.reduce((total, each) => total + each[figure], 0);
  return {
    quality,
    bytes: sum('bytes'),
    milliseconds: sum('milliseconds'),
    score: sum('score') / all.length,
    ssim: sum('ssim') / all.length,
  };
}
