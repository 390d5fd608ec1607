import type { Json, JsonObject } from '@safelight/asl/json';
import type { Scope } from '#template/intrinsics/scope.ts';
import { TemplateError } from '#template/template-error.ts';

const placeholder = /\$\{(!?)([^}]*)\}/g;

/** `${Name}`, `${Resource.Attribute}`, and `${!Literal}` which stays as `${Literal}`. */
export const substitute = (template: string, variables: JsonObject, scope: Scope): string =>
  template.replace(placeholder, (_, mark: string, name: string) =>
    mark === '!' ? `\${${name}}` : text(lookUp(name.trim(), variables, scope), name),
  );

/** The names that a template of `Fn::Sub` takes from outside its own variables, without their attributes. */
export const substitutedNames = (template: string, variables: JsonObject): readonly string[] =>
  [...template.matchAll(placeholder)]
    .filter(([, mark, name = '']) => mark !== '!' && !Object.hasOwn(variables, name.trim()))
    .map(([, , name = '']) => name.trim().split('.')[0] ?? '');

function lookUp(name: string, variables: JsonObject, scope: Scope): Json | undefined {
  if (Object.hasOwn(variables, name)) return variables[name];
  const [logicalId = '', ...attribute] = name.split('.');
  return attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(name);
}

function text(value: Json | undefined, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`Fn::Sub: ${name} is not text`);
}
