import type { JsonObject } from '@safelight/asl/json';
import { readProperties } from '#template/properties.ts';
import { TemplateError } from '#template/template-error.ts';

/** Definition that a state machine's properties describe, substitutions filled in. Throws TemplateError. */
export function definitionOf(properties: JsonObject): string {
  const { Definition, DefinitionString } = properties;
  if ((Definition === undefined) === (DefinitionString === undefined)) {
    throw new TemplateError('exactly one of the properties DefinitionString and Definition must be there');
  }
  if (Definition === undefined) return filledIn(readProperties(properties).text('DefinitionString'), properties);
  return substitute(JSON.stringify(Definition), valuesOf(properties), escapeForJson);
}

/** Another text in place of DefinitionString, with the same substitutions. */
export const filledIn = (text: string, properties: JsonObject): string =>
  substitute(text, valuesOf(properties), (value) => value);

const valuesOf = (properties: JsonObject) => readProperties(properties).textMap('DefinitionSubstitutions');

const escapeForJson = (value: string) => JSON.stringify(value).slice(1, -1);

/** Placeholders without a substitution stay: `${…}` may be meant for something else. */
function substitute(text: string, values: Readonly<Record<string, string>>, write: (value: string) => string): string {
  return text.replace(/\$\{([A-Za-z0-9_:.-]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : write(value);
  });
}
