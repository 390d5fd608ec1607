import { type Json, memberOf } from '@safelight/asl/json';
import type { CompiledTemplate, ParameterDefinition } from '#template/compiled-template.ts';
import { parameterFault } from '#template/parameter-constraints.ts';
import { TemplateError } from '#template/template-error.ts';

/**
 * The value of each parameter: as given, or its default. Values are text, or lists of text. Throws a TemplateError in
 * CloudFormation's words.
 */
export function resolveParameters(
  template: CompiledTemplate,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, Json> {
  const unknown = Object.keys(given).filter((name) => !template.parameters.has(name));
  if (unknown.length > 0) throw new TemplateError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const values = new Map(
    [...template.parameters].map(([name, one]) => [name, givenOrDefault(name, one, given)] as const),
  );
  const missing = [...values].flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) throw new TemplateError(`Parameters: [${missing.join(', ')}] must have values`);
  return new Map([...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

function givenOrDefault(
  name: string,
  definition: ParameterDefinition,
  given: Readonly<Record<string, string>>,
): Json | undefined {
  const { type } = definition;
  if (type.startsWith('AWS::SSM::') && !Object.hasOwn(given, name))
    throw new TemplateError(`Parameter ${name}: there is no Parameter Store here, so that its value must be given`);
  const value = memberOf(given, name) ?? definition.default;
  if (value === undefined) return undefined;
  const items = isList(type)
    ? String(value)
        .split(',')
        .map((item) => item.trim())
    : [String(value)];
  const fault = parameterFault(name, definition, items);
  if (fault !== undefined) throw new TemplateError(fault);
  return isList(type) ? items : String(value);
}

const isList = (type: string): boolean => type === 'CommaDelimitedList' || type.startsWith('List<');
