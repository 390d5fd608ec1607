import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ids } from '@safelight/asl/identity';
import { sha256InPieces } from '#gateway/sigv4/signing.ts';
import { unzipInto } from '#services/lambda/code/unzip.ts';

/** The code of functions that were uploaded as zips: a folder for each zip, named after its content. */
export interface CodeStore {
  /** Unpacks a zip; resolves with its SHA-256 in base64. Rejects with AwsError `InvalidParameterValueException`. */
  keep(zip: Buffer): Promise<string>;
  folderOf(sha256: string): string;
  /** Removes what none of these names. */
  sweep(kept: readonly string[]): void;
}

interface CodeStoreOptions {
  readonly dataDir: string;
  readonly ids: Ids;
}

export function openCodeStore({ dataDir, ids }: CodeStoreOptions): CodeStore {
  const root = join(dataDir, 'functions');
  const nameOf = (sha256: string) => Buffer.from(sha256, 'base64').toString('hex');
  const folderOf = (sha256: string) => join(root, nameOf(sha256));
  return {
    folderOf,
    async keep(zip) {
      const sha256 = (await sha256InPieces(zip)).toString('base64');
      mkdirSync(root, { recursive: true });
      writeFileSync(join(root, 'package.json'), OF_NO_PACKAGE);
      const draft = join(root, ids.uuid());
      try {
        await unzipInto(draft, zip);
        // The same code may be there already, and run.
        if (!existsSync(folderOf(sha256))) await rename(draft, folderOf(sha256));
        return sha256;
      } finally {
        // Also what a full disk has cut short.
        await rm(draft, { recursive: true, force: true });
      }
    },
    sweep(kept) {
      const names = new Set([...kept.map(nameOf), 'package.json']);
      for (const name of existsSync(root) ? readdirSync(root) : [])
        if (!names.has(name)) rmSync(join(root, name), { recursive: true, force: true });
    },
  };
}

/** Where a zip has no package.json, Node must not find that of a repository around the data folder. */
const OF_NO_PACKAGE = '{}\n';
