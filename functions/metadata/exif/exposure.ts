import type { Exif } from './directories.ts';
import { PHOTO_TAG } from './tags.ts';

/** How a photo was exposed. */
export interface Exposure {
  /** Of the shutter. */
  readonly seconds?: number;
  readonly fNumber?: number;
  readonly iso?: number;
  /** In millimetres. */
  readonly focalLength?: number;
}

/** Answers undefined where nothing of it is told. Where a value is missing, its APEX value is used. */
export function exposure(exif: Exif): Exposure | undefined {
  const number = (tag: number) => exif.number(exif.photo, tag);
  const values = {
    seconds: positive(number(PHOTO_TAG.exposureTime)) ?? positive(power(number(PHOTO_TAG.shutterSpeedValue), -1)),
    fNumber: positive(number(PHOTO_TAG.fNumber)) ?? positive(power(number(PHOTO_TAG.apertureValue), 0.5)),
    iso: positive(iso(number)),
    focalLength: positive(number(PHOTO_TAG.focalLength)),
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** APEX values are logarithms. https://en.wikipedia.org/wiki/APEX_system */
const power = (apex: number | undefined, factor: number) => (apex === undefined ? undefined : 2 ** (apex * factor));

/** Photographic sensitivity has 16 bits: this stands for it and whatever is more. CIPA DC-008, 4.6.6.7 */
const MOST_IN_16_BITS = 65_535;
const { standardOutputSensitivity, recommendedExposureIndex, isoSpeed } = PHOTO_TAG;
/** Which later tags the sensitivity type says that the first one repeats. */
const BY_TYPE: Readonly<Record<number, readonly number[]>> = {
  1: [standardOutputSensitivity],
  2: [recommendedExposureIndex],
  3: [isoSpeed],
  4: [standardOutputSensitivity, recommendedExposureIndex],
  5: [standardOutputSensitivity, isoSpeed],
  6: [recommendedExposureIndex, isoSpeed],
};
const LATER = [recommendedExposureIndex, isoSpeed, standardOutputSensitivity];

function iso(number: (tag: number) => number | undefined): number | undefined {
  const short = positive(number(PHOTO_TAG.photographicSensitivity));
  if (short !== undefined && short < MOST_IN_16_BITS) return short;
  const tags = [...(BY_TYPE[number(PHOTO_TAG.sensitivityType) ?? 0] ?? []), ...LATER];
  const later = tags.map((tag) => positive(number(tag))).find((value) => value !== undefined);
  return later ?? short;
}

/** Six digits are more than a camera knows, and fewer than the fifteen that `$string` of JSONata keeps: row and manifest agree. */
const positive = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? Number(value.toPrecision(6)) : undefined;
