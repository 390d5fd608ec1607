import { jpegMarkers } from './jpeg.ts';

const END = Buffer.from([0xff, 0xd9]);

/** Whether a JPEG has pixels and no end marker behind them: all of them may be there, or not. */
export function lacksEnd(bytes: Buffer): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes.subarray(-2).equals(END)) return false;
  const { hasScan, hasEnd } = jpegMarkers(bytes);
  return hasScan && !hasEnd;
}

/** With the end marker that it lacks, behind what else there may be. */
export const withEnd = (bytes: Buffer, filling: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([bytes.at(-1) === 0xff ? bytes.subarray(0, -1) : bytes, filling, END]);
