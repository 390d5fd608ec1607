import { createHash } from 'node:crypto';

/** The same id at every start, so that what is kept for it, such as a position in a stream, is found again. */
export function stableUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
