const TEXT = 3;
const MAP = 5;

/**
 * A map of texts as CBOR: all that an error needs.
 * https://www.rfc-editor.org/rfc/rfc8949.html#section-3
 */
export function cborTexts(texts: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(texts);
  return Buffer.concat([head(MAP, entries.length), ...entries.flat().flatMap(text)]);
}

function text(value: string): Buffer[] {
  const bytes = Buffer.from(value);
  return [head(TEXT, bytes.length), bytes];
}

/** Major type and length. */
function head(type: number, length: number): Buffer {
  if (length < 24) return Buffer.of((type << 5) | length);
  const bytes = Buffer.alloc(5, (type << 5) | 26);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}
