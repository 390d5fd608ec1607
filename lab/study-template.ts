import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';

const template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.looseObject({}) })),
});

const machine = z.object({ StateMachineName: z.string(), DefinitionS3Location: z.string() });

/**
 * The template of a folder, as JSON, with the definition files that it names put into it: what
 * `aws cloudformation package` does by way of a bucket. Rejects where a file is missing or is no template.
 */
export async function studyTemplate(folder: string): Promise<string> {
  const { Resources, ...rest } = await readTemplate(folder);
  const entries = Object.entries(Resources).map(async ([id, resource]) => {
    const { DefinitionS3Location, ...properties } = resource.Properties;
    if (typeof DefinitionS3Location !== 'string') return [id, resource] as const;
    const DefinitionString = await readFile(join(folder, DefinitionS3Location), 'utf8');
    return [id, { ...resource, Properties: { ...properties, DefinitionString } }] as const;
  });
  return JSON.stringify({ ...rest, Resources: Object.fromEntries(await Promise.all(entries)) });
}

/** Files of the state machines of a folder's template, by their names. */
export async function definitionNames(folder: URL): Promise<Readonly<Record<string, string>>> {
  const { Resources } = await readTemplate(fileURLToPath(folder));
  const machines = Object.values(Resources).flatMap(({ Properties }) => machine.safeParse(Properties).data ?? []);
  return Object.fromEntries(machines.map((one) => [one.StateMachineName, one.DefinitionS3Location]));
}

const readTemplate = async (folder: string) =>
  template.parse(parse(await readFile(join(folder, 'template.yml'), 'utf8')));
