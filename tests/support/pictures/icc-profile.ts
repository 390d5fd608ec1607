type Triple = readonly [number, number, number];

/** Wide enough that a few of its colours exist nowhere. Columns are red, green and blue under D50. */
const PRO_PHOTO: readonly Triple[] = [
  [0.79767, 0.28804, 0],
  [0.13519, 0.71188, 0],
  [0.03134, 0.00009, 0.82491],
];
const D50: Triple = [0.9642, 1, 0.8249];

/**
 * ProPhoto RGB as an ICC profile of version 2 with a gamma of 1.8.
 * https://www.color.org/specification/ICC.1-2001-04.pdf
 */
export function proPhotoProfile(): Buffer {
  const [red, green, blue] = PRO_PHOTO;
  const curve = gamma(1.8);
  return profile('RGB ', [
    ['desc', description('ProPhoto')],
    ['cprt', tag('text', Buffer.from('none\0'))],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

/** Grey of this gamma as an ICC profile of version 2. */
export const greyProfile = (exponent: number): Buffer =>
  profile('GRAY', [
    ['desc', description('Grey')],
    ['cprt', tag('text', Buffer.from('none\0'))],
    ['wtpt', xyz(D50)],
    ['kTRC', gamma(exponent)],
  ]);

function profile(space: string, tags: readonly (readonly [string, Buffer])[]): Buffer {
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  let offset = 128 + table.length;
  tags.forEach(([name, data], index) => {
    const at = 4 + index * 12;
    table.write(name, at, 'latin1');
    table.writeUInt32BE(offset, at + 4);
    table.writeUInt32BE(data.length, at + 8);
    offset += data.length;
  });
  return Buffer.concat([header(offset, space), table, ...tags.map(([, data]) => data)]);
}

function header(size: number, space: string): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size);
  bytes.writeUInt32BE(0x02400000, 8);
  bytes.write(`mntr${space}XYZ `, 12, 'latin1');
  bytes.write('acsp', 36, 'latin1');
  numbers(D50).copy(bytes, 68);
  return bytes;
}

/** A type's signature, four reserved bytes and data, padded to four bytes. */
function tag(type: string, data: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
  return Buffer.concat([Buffer.from(type, 'latin1'), Buffer.alloc(4), data, padding]);
}

/** s15Fixed16Number. */
function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65_536), index * 4);
  return bytes;
}

const xyz = (values: Triple | undefined): Buffer => tag('XYZ ', numbers(values ?? D50));

/** A curve of one u8Fixed8Number. */
const gamma = (exponent: number): Buffer =>
  tag('curv', Buffer.from([0, 0, 0, 1, Math.floor(exponent), Math.round((exponent % 1) * 256)]));

function description(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  return tag('desc', Buffer.concat([length, Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(78)]));
}
