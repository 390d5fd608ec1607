import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { UsageError } from '@safelight/local/cli/usage';
import type { Lab } from '#lab/lab.ts';

/** A file that was named on the command line, and the key under which it is uploaded. */
export interface SourceFile {
  /** As given. */
  readonly file: string;
  readonly path: string;
  readonly key: string;
  readonly bytes: number;
}

/**
 * Files that were named, looked at before anything is started: the first that is not there throws a UsageError. Two files of one
 * name get keys of their own.
 */
export async function sourceFiles(files: readonly string[], cwd: string): Promise<SourceFile[]> {
  const taken = new Set<string>();
  const sources: SourceFile[] = [];
  for (const file of files) {
    const path = resolve(cwd, file);
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UsageError(`${file} does not exist: name the pictures to develop.`);
    if (!found.isFile())
      throw new UsageError(`${file} is not a file: name the pictures themselves, such as ${join(file, '*.jpg')}.`);
    const key = freeKey(basename(file), taken);
    sources.push({ file, path, key, bytes: found.size });
  }
  return sources;
}

function freeKey(name: string, taken: Set<string>): string {
  let key = name;
  for (let n = 2; taken.has(key); n++) key = `${n}/${name}`;
  taken.add(key);
  return key;
}

export async function upload({ s3, names }: Lab, { path, key, bytes }: SourceFile): Promise<void> {
  await s3.send(
    new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body: createReadStream(path), ContentLength: bytes }),
  );
}

/** Writes an object of the output bucket below `folder` and answers its absolute path there. */
export async function download({ s3, names }: Lab, key: string, folder: string): Promise<string> {
  const path = join(folder, ...key.split('/').filter((part) => part !== '' && part !== '.' && part !== '..'));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`The object ${key} came without a body.`);
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Body, createWriteStream(path));
  return path;
}
