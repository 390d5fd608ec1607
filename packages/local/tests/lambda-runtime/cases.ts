import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { compiledTemplate } from '#local/compile/compile.ts';
import * as odd from '#tests/integration/lambda/functions/odd.ts';

/** A handler, where its source lies, and the variables that it wants. */
export interface Case {
  readonly root: string;
  /** What is bundled, where it is not the handler itself. */
  readonly module: string;
  readonly handler: string;
  readonly variables: Readonly<Record<string, string>>;
}

const FIXTURES = resolve(import.meta.dirname, '../integration/lambda');

/** Streaming is refused by name here, the home differs, and a second invocation is none of this comparison's. */
const DELIBERATE = ['streams', 'tellsAll', 'lingers'];
const MISNAMED = ['functions/odd.none', 'functions/none.handler', '../odd.handler', 'odd'];

export function oddCases(): readonly Case[] {
  const names = Object.keys(odd).filter((name) => !DELIBERATE.includes(name));
  return [...names.map((name) => `functions/odd.${name}`), ...MISNAMED].map((handler) => ({
    root: FIXTURES,
    module: 'functions/odd.handler',
    handler,
    variables: {},
  }));
}

const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({
          Handler: z.string().optional(),
          Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
        })
        .optional(),
    }),
  ),
});

/** The functions of the `serverless.yml` in a folder; what CloudFormation would fill in is no more than some text. */
export async function packagedCases(root: string): Promise<readonly Case[]> {
  if (!existsSync(join(root, 'serverless.yml'))) return [];
  const { Resources } = template.parse(
    JSON.parse(readFileSync(await compiledTemplate({ root, stage: 'dev' }), 'utf8')),
  );
  return Object.values(Resources).flatMap(({ Type, Properties: { Handler, Environment } = {} }) => {
    if (Type !== 'AWS::Lambda::Function' || Handler === undefined) return [];
    const variables = Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : 'filled-in',
    ]);
    return [{ root, module: Handler, handler: Handler, variables: Object.fromEntries(variables) }];
  });
}
