import { validationError } from '#services/dynamodb/errors.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';

/** `a`, `"a b"`, `a.b[0]."c"`, `a['b']`. */
export function readPath(reader: Reader): Path {
  const first = reader.name();
  const rest: (string | number)[] = [];
  for (;;) {
    if (reader.takeSign('.')) rest.push(reader.name());
    else if (reader.takeSign('[')) rest.push(readStep(reader));
    else return [first, ...rest];
  }
}

function readStep(reader: Reader): string | number {
  const { kind, text, at } = reader.next();
  reader.expectSign(']');
  if (kind === 'text') return text;
  if (kind === 'number' && /^\d+$/.test(text)) return Number(text);
  throw validationError(`Unexpected path component at ${at}`);
}
