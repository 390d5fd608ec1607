import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { UsageError } from '@safelight/local/cli/usage';
import type { Lab } from '#lab/lab.ts';

/** What a list of photos is written in, as the workflow names it, by the end of its name. */
const FORMATS = [
  [/(^|\/)manifest\.json$/, 'S3_INVENTORY'],
  [/\.csv(\.gz)?$/, 'CSV'],
  [/\.json(\.gz)?$/, 'JSON'],
  [/\.(jsonl|ndjson)(\.gz)?$/, 'JSONL'],
  [/\.parquet$/, 'PARQUET'],
] as const;

const DIGITS = 12;

export type Format = (typeof FORMATS)[number][1];

/** An object in S3 that names photos. */
export interface List {
  readonly bucket: string;
  readonly key: string;
}

/** Where a list is: in S3, or in a file that is still to be put there. */
export type ListWord = { readonly format: Format } & (
  | { readonly kind: 'object'; readonly list: List }
  | { readonly kind: 'file'; readonly path: string }
);

/** Throws a `UsageError` where the end of the name tells no format, or an address has no key. */
export function listWordOf(word: string): ListWord {
  const format = FORMATS.find(([pattern]) => pattern.test(word))?.[1];
  if (format === undefined)
    throw new UsageError(
      `--list takes a .csv, .json, .jsonl or .parquet, or the manifest.json of an inventory, not ${word || 'nothing'}.`,
    );
  if (!word.startsWith('s3://')) {
    if (format !== 'S3_INVENTORY') return { format, kind: 'file', path: word };
    throw new UsageError(
      '--list takes an inventory by its address in S3, as its files are there: s3://BUCKET/…/manifest.json',
    );
  }
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(word) ?? [];
  if (bucket === undefined || key === undefined) throw new UsageError(`--list takes s3://BUCKET/KEY, not ${word}.`);
  return { format, kind: 'object', list: { bucket, key } };
}

/** The list as an object that the workflow may read. Throws a `UsageError` where there is none. */
export function listedIn(lab: Lab, word: ListWord): Promise<List> {
  return word.kind === 'file' ? upload(lab, word.path) : found(lab, word.list);
}

async function upload({ s3, names }: Lab, path: string): Promise<List> {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw new UsageError(`There is no file ${path}.`);
  // By what is in it: another file of the same name is another list, though a run still reads this one.
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  const key = `lists/${digest.digest('hex').slice(0, DIGITS)}/${basename(path)}`;
  const list = { bucket: names.workBucket, key };
  const Body = createReadStream(path);
  await s3.send(new PutObjectCommand({ Bucket: list.bucket, Key: list.key, Body, ContentLength: file.size }));
  return list;
}

async function found({ s3, names }: Lab, list: List): Promise<List> {
  if (list.bucket !== names.workBucket)
    throw new UsageError(
      `Lists are read from the bucket ${names.workBucket} alone: copy it there, or name a file on this machine.`,
    );
  try {
    await s3.send(new HeadObjectCommand({ Bucket: list.bucket, Key: list.key }));
    return list;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound')
      throw new UsageError(`There is no s3://${list.bucket}/${list.key}.`);
    throw error;
  }
}
