import { existsSync } from 'node:fs';
import type { Tools } from './protocol.ts';

const FOLDER = new URL('../../../../../../shared/conformance/', import.meta.url);

/** Imports the recordings' own helpers; undefined where the folder is absent, which a clone alone cannot have. */
export async function loadTools(): Promise<Tools | undefined> {
  if (!existsSync(new URL('lambdas.mjs', FOLDER))) return undefined;
  const { runLambda } = await import(new URL('lambdas.mjs', FOLDER).href);
  const { createReplay } = await import(new URL('replay.mjs', FOLDER).href);
  return { runLambda, createReplay };
}
