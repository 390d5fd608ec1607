import { recognizeResource } from '#asl/definition/resource.ts';
import { isJsonObject, type Json } from '#asl/json.ts';

/**
 * `${Name}` in the text of a definition, which CloudFormation fills by `DefinitionSubstitutions`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
 */
const PLACEHOLDER = /\$\{([A-Za-z0-9_:.-]+)\}/g;
const WHOLE = /^\$\{[A-Za-z0-9_:.-]+\}$/;

/** A text or a placeholder, in JSON text. */
const IN_JSON = /"(?:[^"\\]|\\.)*"|\$\{([A-Za-z0-9_:.-]+)\}/gs;

export type Substitutions = Readonly<Record<string, string>>;

/** Whether a value is nothing but a placeholder: it stands for a value of any kind. */
export const isPlaceholder = (value: unknown): boolean => typeof value === 'string' && WHOLE.test(value);

const given = (values: Substitutions, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** Fills JSON text. What has no value stays; outside of texts it becomes one, so that the rest can be read. */
export const fillJson = (text: string, values: Substitutions): string =>
  text.replace(IN_JSON, (whole, bare: string | undefined) => {
    if (bare === undefined) return fill(whole, values, (value) => JSON.stringify(value).slice(1, -1));
    return given(values, bare) ?? JSON.stringify(whole);
  });

/** Fills text of any other format. */
export const fillText = (text: string, values: Substitutions): string => fill(text, values, (value) => value);

const fill = (text: string, values: Substitutions, write: (value: string) => string): string =>
  text.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = given(values, name);
    return value === undefined ? placeholder : write(value);
  });

/** Names of the placeholders that are left in a definition. */
export function placeholdersIn(value: Json): readonly string[] {
  const names = new Set<string>();
  for (const [, name = ''] of JSON.stringify(value).matchAll(PLACEHOLDER)) names.add(name);
  return [...names].sort();
}

/**
 * The definition with a plain word for each placeholder that is a part of a text, so that the rest of the text can be
 * judged. A `Resource` that cannot be told so becomes a placeholder as a whole.
 */
export function withStandIns(value: Json, field = ''): Json {
  if (typeof value === 'string') return isPlaceholder(value) ? value : standIn(value, field);
  if (Array.isArray(value)) return value.map((item: Json) => withStandIns(item, field));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, withStandIns(content, name)]));
}

function standIn(text: string, field: string): string {
  const filled = text.replace(PLACEHOLDER, 'placeholder');
  if (filled === text || field !== 'Resource' || recognizeResource(filled) !== undefined) return filled;
  return '${Resource}';
}
