import { diagonal, inverse, type Matrix, product, times } from './matrix.ts';

/** Chromaticities, as x and y. */
export interface Primaries {
  readonly white: readonly [number, number];
  readonly red: readonly [number, number];
  readonly green: readonly [number, number];
  readonly blue: readonly [number, number];
}

const D65 = [0.3127, 0.329] as const;
export const SRGB: Primaries = { white: D65, red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] };

/** By their code points: ITU-T H.273, table 2. Others count as sRGB's. */
const BY_CODE: Readonly<Record<number, Primaries>> = {
  4: { white: [0.31, 0.316], red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08] },
  5: { white: D65, red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06] },
  6: { white: D65, red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07] },
  7: { white: D65, red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07] },
  9: { white: D65, red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046] },
  11: { white: [0.314, 0.351], red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] },
  12: { white: D65, red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] },
};

/** Answers undefined for sRGB's own, and for code points that tell nothing. */
export const primariesOf = (code: number): Primaries | undefined => BY_CODE[code];

const xyz = ([x, y]: readonly [number, number]) => [x / y, 1, (1 - x - y) / y];

/** From linear red, green and blue to XYZ. http://www.brucelindbloom.com/Eqn_RGB_XYZ_Matrix.html */
function toXyz({ white, red, green, blue }: Primaries): Matrix {
  const [r, g, b] = [red, green, blue].map(xyz);
  const columns = [0, 1, 2].map((row) => [r?.[row] ?? 0, g?.[row] ?? 0, b?.[row] ?? 0]);
  return product(columns, diagonal(times(inverse(columns), xyz(white))));
}

/** http://www.brucelindbloom.com/Eqn_ChromAdapt.html */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

function adaptation(from: readonly [number, number], to: readonly [number, number]): Matrix {
  const [source, target] = [times(BRADFORD, xyz(from)), times(BRADFORD, xyz(to))];
  const scale = diagonal(target.map((value, index) => value / (source[index] ?? 1)));
  return product(inverse(BRADFORD), product(scale, BRADFORD));
}

/** From linear red, green and blue of these primaries to sRGB's, white to white. */
export const toSrgbMatrix = (primaries: Primaries): Matrix =>
  product(inverse(toXyz(SRGB)), product(adaptation(primaries.white, SRGB.white), toXyz(primaries)));
