import { createHash } from 'node:crypto';

const LONGEST = 200;

/** A name that any file system takes, readable where it is short enough. No name leads out of its folder. */
export function fileName(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll('.', '%2E').replaceAll('*', '%2A');
  if (encoded.length <= LONGEST) return encoded;
  return `${encoded.slice(0, LONGEST - 65)}-${createHash('sha256').update(name).digest('hex')}`;
}
