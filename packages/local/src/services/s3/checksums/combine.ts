/** A reflected CRC of that width with initial value and final XOR of all ones. */
interface CrcShape {
  readonly width: bigint;
  readonly polynomial: bigint;
}

export const CRC_SHAPES = {
  CRC32: { width: 32n, polynomial: 0xedb88320n },
  CRC32C: { width: 32n, polynomial: 0x82f63b78n },
  CRC64NVME: { width: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
} as const satisfies Record<string, CrcShape>;

/**
 * The checksum of two pieces one after the other, from theirs alone: the first is carried over as many zero bytes
 * as the second is long, which is a multiplication modulo the polynomial.
 */
export function combineCrc(shape: CrcShape, first: bigint, second: bigint, secondLength: number): bigint {
  return multiply(shape, first, powerOfX(shape, BigInt(secondLength) * 8n)) ^ second;
}

/** Polynomials over GF(2), lowest power in the highest bit, as reflected CRCs have it. */
function multiply({ width, polynomial }: CrcShape, a: bigint, b: bigint): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = width - 1n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

function powerOfX(shape: CrcShape, exponent: bigint): bigint {
  let result = 1n << (shape.width - 1n);
  let square = 1n << (shape.width - 2n);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = multiply(shape, result, square);
    square = multiply(shape, square, square);
  }
  return result;
}
