import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Service as its `serverless.yml` describes it, for one stage. */
export interface CompiledService {
  /** A stack's name is this and the stage, such as `photos-dev`. */
  readonly service: string;
  readonly region: string;
}

/** Name of the file that is kept beside a compiled template. */
export const SERVICE = 'service.json';
const KEPT = z.object({ service: z.string(), region: z.string() });

const STATE = z.object({
  service: z.object({ service: z.string(), provider: z.object({ region: z.string().default('us-east-1') }) }),
});

/** Reads what is kept beside a compiled template. */
export async function compiledService(templatePath: string): Promise<CompiledService> {
  return KEPT.parse(JSON.parse(await readFile(join(dirname(templatePath), SERVICE), 'utf8')));
}

/** Keeps of the state that the framework leaves in a folder, which is twice as large as the template, what is read of it. */
export async function keepService(folder: string): Promise<void> {
  const state = join(folder, 'serverless-state.json');
  const { service, provider } = STATE.parse(JSON.parse(await readFile(state, 'utf8'))).service;
  const kept: CompiledService = { service, region: provider.region };
  await writeFile(join(folder, SERVICE), JSON.stringify(kept));
  await rm(state);
}
