import { avifProperties } from '#functions/images/decode/containers/avif.ts';
import { boxes } from '#functions/images/decode/containers/boxes.ts';

const FULL = 4;

const box = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};

const shorts = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
};

/** An AVIF of sharp's that names its colour space by code points: ITU-T H.273. */
export function withCodePoints(avif: Buffer, primaries: number, transfer: number): Buffer {
  const colr = box('colr', Buffer.concat([Buffer.from('nclx'), shorts(primaries, transfer, 6), Buffer.from([0x80])]));
  const last = avifProperties(avif).at(-1);
  return insert(avif, last?.end ?? 0, colr, ['iprp', 'ipco']);
}

/** An AVIF of sharp's with alpha that says that its colours are multiplied by it. */
export function withPremultipliedColours(avif: Buffer): Buffer {
  const iref = inside(avif, 'iref');
  return insert(avif, iref.end, box('prem', shorts(1, 1, 2)), ['iref']);
}

function inside(avif: Buffer, type: string) {
  const meta = boxes(avif).find((each) => each.type === 'meta');
  const found = boxes(avif, (meta?.start ?? 0) + FULL, meta?.end).find((each) => each.type === type);
  if (!found) throw new Error(`The AVIF has no ${type}.`);
  return found;
}

/** Puts bytes into boxes that grow by them, and what lies behind them further back. */
function insert(avif: Buffer, at: number, what: Buffer, grown: readonly string[]): Buffer {
  const bytes = Buffer.from(avif);
  const grow = (place: number) => bytes.writeUInt32BE(bytes.readUInt32BE(place) + what.length, place);
  for (const type of ['meta', ...grown]) grow(bytes.indexOf(type, 0, 'latin1') - 4);
  // Version 0, with a base offset, offset and length of four bytes each and one extent an item: as sharp writes it.
  const { start } = inside(avif, 'iloc');
  const items = bytes.readUInt16BE(start + 6);
  for (let item = 0; item < items; item += 1) grow(start + 8 + item * 18 + 4);
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}
