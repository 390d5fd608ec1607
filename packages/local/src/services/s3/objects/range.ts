import { s3Errors } from '#services/s3/errors.ts';
import type { Range } from '#services/s3/store/read-segments.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

/**
 * The bytes that a `Range` header asks for. Undefined means all: S3 ignores headers that it does not understand,
 * several ranges among them. Throws `InvalidRange` when there is no such byte.
 */
export function readRange(header: string | undefined, size: number): Range | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (header === undefined || !match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const range = first === '' ? suffix(Number(last), size) : bounded(Number(first), last, size);
  if (range === undefined) return undefined;
  if (range.start >= range.end) throw s3Errors.invalidRange(header, size);
  return range;
}

const suffix = (length: number, size: number): Range => ({
  start: Math.max(size - length, 0),
  end: length === 0 ? 0 : size,
});

function bounded(start: number, last: string, size: number): Range | undefined {
  if (last !== '' && Number(last) < start) return undefined;
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/** The bytes of one part of an object that was uploaded in parts; any other object is one part. */
export function readPart(number: number, { parts, size }: ObjectVersion): Range {
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw s3Errors.invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(number),
    );
  }
  if (parts === undefined) {
    if (number === 1) return { start: 0, end: size };
    throw s3Errors.invalidPartNumber();
  }
  const at = number - 1;
  const part = parts[at];
  if (!part) throw s3Errors.invalidPartNumber();
  const start = parts.slice(0, at).reduce((sum, before) => sum + before.size, 0);
  return { start, end: start + part.size };
}
