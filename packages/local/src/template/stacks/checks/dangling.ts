import type { Json } from '@safelight/asl/json';
import type { CompiledTemplate } from '#template/compiled-template.ts';
import { references } from '#template/intrinsics/references.ts';
import { TemplateError } from '#template/template-error.ts';

/** Throws where something refers to what is not in the template, in CloudFormation's words. */
export function refuseDangling({ parameters, resources, outputs, conditions }: CompiledTemplate): void {
  const isKnown = (name: string) => name.startsWith('AWS::') || parameters.has(name) || resources.has(name);
  const refuse = (values: readonly Json[], block: string) => {
    const dangling = [...new Set(values.flatMap(named).filter((name) => !isKnown(name)))];
    if (dangling.length > 0)
      throw new TemplateError(
        `Template format error: Unresolved resource dependencies [${dangling.join(', ')}] in the ${block} block of the template`,
      );
  };
  const all = [...resources.values()];
  refuse(
    [...all.map(({ properties }) => properties), ...all.flatMap(({ dependsOn }) => dependsOn.map(ref))],
    'Resources',
  );
  refuse(
    [...outputs.values()].flatMap(({ value, exportName }) => [value, exportName ?? null]),
    'Outputs',
  );
  const used = [...all, ...outputs.values()].flatMap(({ condition }) => condition ?? []);
  const unknown = used.find((name) => !Object.hasOwn(conditions, name));
  if (unknown !== undefined)
    throw new TemplateError(
      `Template format error: Unresolved condition dependency ${unknown} in the Resources block of the template`,
    );
}

const ref = (name: string): Json => ({ Ref: name });

/** By either side of a condition. */
const named = (value: Json): readonly string[] =>
  [true, false].flatMap((holds) => references(value, { condition: () => holds }));
