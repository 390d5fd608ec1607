import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { invalidParameter } from '#services/lambda/errors.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const MOST_BYTES = 262_144_000;

/**
 * Unpacks a function's zip into a new folder, a piece at a time: others go on meanwhile, and little of it is in memory. Rejects
 * with AwsError `InvalidParameterValueException`, for what is too large before any of it is unpacked.
 */
export async function unzipInto(folder: string, zip: Buffer, mostBytes = MOST_BYTES): Promise<void> {
  if (zip.length === 0) throw empty();
  const archive = await readable(() => fromBufferPromise(zip, { lazyEntries: true }));
  const files = await readable(() => filesIn(archive));
  if (files.length === 0) throw empty();
  const bytes = files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (bytes > mostBytes) throw invalidParameter(`Unzipped size must be smaller than ${mostBytes} bytes`);
  for (const file of files) await unpack(archive, file, join(folder, file.fileName));
}

/** What a zip says of its files, which is not all of it. */
async function filesIn(archive: ZipFile): Promise<readonly Entry[]> {
  const files: Entry[] = [];
  for await (const entry of archive.eachEntry()) if (!entry.fileName.endsWith('/')) files.push(entry);
  return files;
}

async function unpack(archive: ZipFile, file: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const content = await readable(() => archive.openReadStreamPromise(file));
  let broken: Error | undefined;
  content.once('error', (error) => {
    broken = error;
  });
  try {
    await pipeline(content, createWriteStream(path));
  } catch (error) {
    throw broken === error ? unreadable() : error;
  }
}

/** Whatever keeps a zip from being read: it is cut, or no zip, or its names lead out of the folder, or a file is larger than it says. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw unreadable();
  }
}

const empty = () => invalidParameter('Uploaded file must be a non-empty zip');
const unreadable = () =>
  invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
