import { isJsonObject, type Json } from '#local/json.ts';
import { TemplateError } from '#template/template-error.ts';

/** Reads resolved properties with the types that CloudFormation allows: numbers and booleans may come as text. */
export interface Properties {
  has(name: string): boolean;
  /** Any value, such as a policy document. */
  json(name: string): Json;
  text(name: string): string;
  optionalText(name: string): string | undefined;
  integer(name: string, byDefault: number): number;
  optionalInteger(name: string): number | undefined;
  boolean(name: string, byDefault: boolean): boolean;
  texts(name: string): readonly string[];
  /** An object property; absent counts as empty. Members beyond those named are refused. */
  object(name: string, members: readonly string[]): Properties;
  /** A list of objects; absent counts as empty. */
  objects(name: string, members: readonly string[]): readonly Properties[];
  /** An object whose members are all text, such as environment variables. */
  textMap(name: string): Readonly<Record<string, string>>;
}

/** Every method throws a TemplateError that names the property. */
export function readProperties(values: Readonly<Record<string, Json>>, path = ''): Properties {
  const at = (name: string) => `${path}${name}`;
  const wrong = (name: string, wanted: string) => new TemplateError(`the property ${at(name)} must be ${wanted}`);
  const optionalText = (name: string) => {
    const value = values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object') throw wrong(name, 'text');
    return String(value);
  };
  const optionalInteger = (name: string) => {
    const value = optionalText(name);
    if (value !== undefined && !/^-?\d+$/.test(value)) throw wrong(name, 'a whole number');
    return value === undefined ? undefined : Number(value);
  };
  const nested = (value: Json, name: string, members: readonly string[]) => {
    if (!isJsonObject(value)) throw wrong(name, 'an object');
    const unknown = Object.keys(value).find((member) => !members.includes(member));
    if (unknown !== undefined) throw new TemplateError(`the property ${at(name)}.${unknown} is not supported here`);
    return readProperties(value, `${at(name)}.`);
  };
  const list = (name: string): readonly Json[] => {
    const value = values[name] ?? [];
    if (!Array.isArray(value)) throw wrong(name, 'a list');
    return value;
  };
  const missing = (name: string) => new TemplateError(`the property ${at(name)} is missing`);
  return {
    optionalText,
    optionalInteger,
    has: (name) => values[name] !== undefined && values[name] !== null,
    json(name) {
      const value = values[name];
      if (value === undefined) throw missing(name);
      return value;
    },
    text(name) {
      const value = optionalText(name);
      if (value === undefined) throw missing(name);
      return value;
    },
    integer: (name, byDefault) => optionalInteger(name) ?? byDefault,
    boolean(name, byDefault) {
      const value = optionalText(name) ?? String(byDefault);
      if (value !== 'true' && value !== 'false') throw wrong(name, 'true or false');
      return value === 'true';
    },
    texts: (name) =>
      list(name).map((item) => {
        if (typeof item !== 'string') throw wrong(name, 'a list of text');
        return item;
      }),
    object: (name, members) => nested(values[name] ?? {}, name, members),
    objects: (name, members) => list(name).map((item) => nested(item, name, members)),
    textMap(name) {
      const value = values[name] ?? {};
      if (!isJsonObject(value)) throw wrong(name, 'an object');
      const inner = readProperties(value, `${at(name)}.`);
      return Object.fromEntries(Object.keys(value).map((key) => [key, inner.text(key)]));
    },
  };
}
