import type { Json } from '@safelight/asl/json';
import type { CompiledTemplate } from '#template/compiled-template.ts';
import { TemplateError } from '#template/template-error.ts';

/** The value of each parameter: as given, or its default. Values are text, or lists of text. */
export function resolveParameters(
  template: CompiledTemplate,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, Json> {
  const unknown = Object.keys(given).find((name) => !template.parameters.has(name));
  if (unknown !== undefined) throw new TemplateError(`The template has no parameter ${unknown}.`);
  return new Map(
    [...template.parameters].map(([name, { type, default: byDefault }]) => {
      const value = given[name] ?? (type.startsWith('AWS::SSM::') ? undefined : byDefault);
      if (value === undefined) throw new TemplateError(`Parameter ${name} (${type}) has no value: give it a default.`);
      return [name, isList(type) ? String(value).split(',') : String(value)];
    }),
  );
}

const isList = (type: string): boolean => type === 'CommaDelimitedList' || type.startsWith('List<');
