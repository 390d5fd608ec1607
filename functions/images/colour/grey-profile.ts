import { srgbSignal } from './transfer.ts';

/**
 * The sRGB signal of each level of 16 bits by a grey profile, from 0 to 255; undefined where the profile has no curve.
 * https://www.color.org/specification/ICC.1-2022-05.pdf, 8.3.4, 10.6, 10.18
 */
export function greyLevels(profile: Buffer): Uint8Array | undefined {
  const curve = toneCurve(profile);
  if (!curve) return undefined;
  const isLab = profile.toString('latin1', 20, 24) === 'Lab ';
  return Uint8Array.from({ length: 65_536 }, (_, level) => {
    const connected = Math.min(1, Math.max(0, curve(level / 65_535)));
    return Math.round(255 * srgbSignal(isLab ? luminance(connected * 100) : connected));
  });
}

const luminance = (lightness: number) => (lightness > 8 ? ((lightness + 16) / 116) ** 3 : lightness / 903.3);

function toneCurve(profile: Buffer): ((level: number) => number) | undefined {
  if (profile.length < 132 || profile.toString('latin1', 16, 20) !== 'GRAY') return undefined;
  const count = Math.min(profile.readUInt32BE(128), 100);
  for (let index = 0; index < count; index += 1) {
    const entry = 132 + index * 12;
    if (entry + 12 > profile.length) return undefined;
    if (profile.toString('latin1', entry, entry + 4) !== 'kTRC') continue;
    const at = profile.readUInt32BE(entry + 4);
    return curveAt(profile.subarray(at, at + profile.readUInt32BE(entry + 8)));
  }
  return undefined;
}

function curveAt(tag: Buffer): ((level: number) => number) | undefined {
  const type = tag.toString('latin1', 0, 4);
  if (type === 'para' && tag.length >= 16) return parametric(tag);
  if (type !== 'curv' || tag.length < 12) return undefined;
  const count = tag.readUInt32BE(8);
  if (count === 0) return (level) => level;
  if (tag.length < 12 + count * 2) return undefined;
  if (count === 1) return (level) => level ** (tag.readUInt16BE(12) / 256);
  return (level) => {
    const place = level * (count - 1);
    const below = Math.min(Math.floor(place), count - 2);
    const [low, high] = [tag.readUInt16BE(12 + below * 2), tag.readUInt16BE(14 + below * 2)];
    return (low + (high - low) * (place - below)) / 65_535;
  };
}

/** How many numbers each function has: g, a, b, c, d, e, f. */
const PARAMETERS = [1, 3, 4, 5, 7];

function parametric(tag: Buffer): ((level: number) => number) | undefined {
  const kind = tag.readUInt16BE(8);
  const count = PARAMETERS[kind];
  if (count === undefined || tag.length < 12 + count * 4) return undefined;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, index) => tag.readInt32BE(12 + index * 4) / 65_536,
  );
  const power = (level: number) => (a * level + b) ** g;
  if (kind === 0) return (level) => level ** g;
  if (kind <= 2) return (level) => (level >= -b / a ? power(level) : 0) + (kind === 2 ? c : 0);
  return (level) => (level >= d ? power(level) + e : c * level + f);
}
