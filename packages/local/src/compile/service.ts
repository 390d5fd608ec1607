import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Service as its `serverless.yml` describes it, for one stage. */
export interface CompiledService {
  /** A stack's name is this and the stage, such as `photos-dev`. */
  readonly service: string;
  readonly region: string;
}

const STATE = z.object({
  service: z.object({ service: z.string(), provider: z.object({ region: z.string().default('us-east-1') }) }),
});

/** Reads what the framework has left beside a compiled template. */
export async function compiledService(templatePath: string): Promise<CompiledService> {
  const state = await readFile(join(dirname(templatePath), 'serverless-state.json'), 'utf8');
  const { service, provider } = STATE.parse(JSON.parse(state)).service;
  return { service, region: provider.region };
}
