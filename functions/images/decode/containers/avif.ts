import { type Box, boxes } from './boxes.ts';

/** Of a full box: its version and flags. */
const FULL = 4;

const inside = (bytes: Buffer, box: Box | undefined, type: string, skip = 0): Box | undefined =>
  box && boxes(bytes, box.start + skip, Math.min(box.end, bytes.length)).find((each) => each.type === type);

const meta = (bytes: Buffer) => boxes(bytes).find(({ type }) => type === 'meta');

/** The properties of all items: `colr`, `irot`, … ISO/IEC 23008-12, 9.3 */
export function avifProperties(bytes: Buffer): readonly Box[] {
  const container = inside(bytes, inside(bytes, meta(bytes), 'iprp', FULL), 'ipco');
  return container ? boxes(bytes, container.start, Math.min(container.end, bytes.length)) : [];
}

/** Whether an item says that its colours are multiplied by their alpha: ISO/IEC 23008-12, 6.10.1.2. */
export function isPremultiplied(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return false;
  return inside(bytes, inside(bytes, meta(bytes), 'iref', FULL), 'prem', FULL) !== undefined;
}

/** Whether an animation has a picture of its own to be shown where nothing moves. */
export const hasPrimaryPicture = (bytes: Buffer): boolean => inside(bytes, meta(bytes), 'pitm', FULL) !== undefined;
