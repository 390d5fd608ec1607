import { unzipSync } from 'fflate';
import { invalidParameter } from '#services/lambda/errors.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const MOST_BYTES = 262_144_000;

/** The files of a function's zip by their paths. Throws AwsError `InvalidParameterValueException`. */
export function unzip(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  if (zip.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
  const files = new Map(Object.entries(read(zip)));
  if (files.size === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
  return files;
}

function read(zip: Uint8Array): Record<string, Uint8Array> {
  let bytes = 0;
  try {
    return unzipSync(zip, {
      // Asked before a file is unpacked, and no file becomes larger than it says.
      filter({ name, originalSize }) {
        bytes += originalSize;
        if (bytes > MOST_BYTES) throw invalidParameter(`Unzipped size must be smaller than ${MOST_BYTES} bytes`);
        if (!isWithin(name)) throw new Error(`${name} leads out of the folder.`);
        return !name.endsWith('/');
      },
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AwsError') throw error;
    throw invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}

/** Whether a path stays in the folder that it is unpacked into. */
const isWithin = (path: string): boolean =>
  !/^\/|[\\\0]|^[A-Za-z]:/.test(path) && !path.split('/').some((part) => part === '..');
