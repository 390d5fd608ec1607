import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file of the data folder says something that it cannot. The message is one line with the way out. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
}

const BYTES = 32;

/** The seed of all keys, from its file; made where there is none, and then there whole or not at all. Throws DamagedFileError. */
export function keptSeed(file: string): Buffer {
  const text = readIfThere(file);
  if (text === undefined) return makeSeed(file);
  if (/^[0-9a-f]+$/.test(text) && text.length === 2 * BYTES) return Buffer.from(text, 'hex');
  throw new DamagedFileError(
    `The seed of all keys ${file} is damaged: put back a copy of it, or delete it, after which all keys are new.`,
  );
}

function makeSeed(file: string): Buffer {
  const seed = randomBytes(BYTES);
  mkdirSync(dirname(file), { recursive: true });
  const opened = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(opened, seed.toString('hex'));
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(`${file}.new`, file);
  return seed;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
