import { readFileSync } from 'node:fs';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { root } from '#tests/support/root.ts';

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: string | undefined;
}

/** Properties of a compiled template are JSON of any shape; tests reach into them by `at`. */
export type Properties = Readonly<Record<string, unknown>>;

export interface CompiledTemplate {
  readonly resources: readonly TemplateResource[];
  of(type: string): readonly TemplateResource[];
}

/** The template of a stage as it would be deployed. Compiled once for all tests, as for `npm start`. */
export async function compiled(stage: string): Promise<CompiledTemplate> {
  const path = await compiledTemplate({ root, stage });
  const template: { Resources: Record<string, { Type: string; Properties?: Properties; DeletionPolicy?: string }> } =
    JSON.parse(readFileSync(path, 'utf8'));
  const resources = Object.entries(template.Resources).map(
    ([logicalId, { Type, Properties = {}, DeletionPolicy }]) => ({
      logicalId,
      type: Type,
      properties: Properties,
      deletionPolicy: DeletionPolicy,
    }),
  );
  return { resources, of: (type) => resources.filter((resource) => resource.type === type) };
}

/** The value at a path such as `BucketEncryption.ServerSideEncryptionConfiguration.0`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, step) => (isRecord(inner) ? inner[step] : undefined), value);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
