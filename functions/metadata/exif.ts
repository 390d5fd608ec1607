import readExif, { type Exif } from 'exif-reader';
import type { ExifField } from '../shared/variants.ts';

/** What is told of a photo's EXIF: bounded, and never where it was taken. */
export interface ExifSubset {
  readonly camera?: string;
  readonly lens?: string;
  readonly exposure?: Exposure;
  /** As the camera's clock told it, such as `2026-06-21T21:34:00`, with an offset only where the camera wrote one. */
  readonly takenAt?: string;
}

interface Exposure {
  /** Of the shutter. */
  readonly seconds?: number;
  readonly fNumber?: number;
  readonly iso?: number;
  /** In millimetres. */
  readonly focalLength?: number;
}

/** Reads the named fields. EXIF is often damaged or nonsense: what cannot be read is left out. */
export function exifSubset(bytes: Buffer | undefined, fields: readonly ExifField[]): ExifSubset {
  const exif = bytes && parsed(bytes);
  if (!exif) return {};
  const all = { camera: camera(exif), lens: lens(exif), exposure: exposure(exif), takenAt: takenAt(exif) };
  return Object.fromEntries(fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
}

function parsed(bytes: Buffer): Exif | undefined {
  try {
    return readExif(bytes);
  } catch {
    return undefined;
  }
}

function camera({ Image }: Exif): string | undefined {
  const make = text(Image?.Make);
  const model = text(Image?.Model);
  if (make === undefined || model === undefined) return model ?? make;
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`;
}

const lens = ({ Photo }: Exif): string | undefined => text(Photo?.LensModel);

function exposure({ Photo }: Exif): Exposure | undefined {
  const iso = Photo?.ISOSpeedRatings;
  const values = {
    seconds: positive(Photo?.ExposureTime),
    fNumber: positive(Photo?.FNumber),
    iso: positive(Array.isArray(iso) ? iso[0] : iso),
    focalLength: positive(Photo?.FocalLength),
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** The reader takes the camera's local time for UTC: only its digits are used. */
function takenAt({ Photo }: Exif): string | undefined {
  const taken = Photo?.DateTimeOriginal;
  // Cameras without a clock write zeros, which the reader takes for the year 1899.
  if (!(taken instanceof Date) || Number.isNaN(taken.getTime()) || taken.getUTCFullYear() < 1900) return undefined;
  const offset = text(Photo?.OffsetTimeOriginal);
  return `${taken.toISOString().slice(0, 19)}${offset && /^[+-]\d\d:\d\d$/.test(offset) ? offset : ''}`;
}

const MAX_TEXT = 100;

/** Printable and short, whatever the camera wrote. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const clean = value
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
  return clean === '' ? undefined : clean;
}

/** Six digits are more than a camera knows, and fewer than the fifteen that `$string` of JSONata keeps: row and manifest agree. */
const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? Number(value.toPrecision(6)) : undefined;
