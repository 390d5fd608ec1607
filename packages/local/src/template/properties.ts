import { isJsonObject, type Json } from '@safelight/asl/json';
import { TemplateError } from '#template/template-error.ts';

type Values = Readonly<Record<string, Json>>;

/**
 * Reads resolved properties with the types that CloudFormation allows: numbers and booleans may come as text. Every method
 * throws a TemplateError that names the property.
 */
export class Properties {
  readonly #values: Values;
  readonly #path: string;

  /** @param path where the values are, such as `VpcConfig.`; empty for the properties of the resource itself */
  constructor(values: Values, path: string) {
    this.#values = values;
    this.#path = path;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  /** Any value, such as a policy document. */
  json(name: string): Json {
    const value = this.#values[name];
    if (value === undefined) throw this.#missing(name);
    return value;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw this.#missing(name);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object') throw this.#wrong(name, 'text');
    return String(value);
  }

  integer(name: string, byDefault: number): number {
    return this.optionalInteger(name) ?? byDefault;
  }

  optionalInteger(name: string): number | undefined {
    const value = this.optionalText(name);
    if (value !== undefined && !/^-?\d+$/.test(value)) throw this.#wrong(name, 'a whole number');
    return value === undefined ? undefined : Number(value);
  }

  boolean(name: string, byDefault: boolean): boolean {
    const value = this.optionalText(name) ?? String(byDefault);
    if (value !== 'true' && value !== 'false') throw this.#wrong(name, 'true or false');
    return value === 'true';
  }

  texts(name: string): readonly string[] {
    return this.#list(name).map((item) => {
      if (typeof item !== 'string') throw this.#wrong(name, 'a list of text');
      return item;
    });
  }

  /** An object property; absent counts as empty. Members beyond those named are refused. */
  object(name: string, members: readonly string[]): Properties {
    return this.#nested(this.#values[name] ?? {}, name, members);
  }

  /** A list of objects; absent counts as empty. */
  objects(name: string, members: readonly string[]): readonly Properties[] {
    return this.#list(name).map((item) => this.#nested(item, name, members));
  }

  /** An object whose members are all text, such as environment variables. */
  textMap(name: string): Readonly<Record<string, string>> {
    const value = this.#values[name] ?? {};
    if (!isJsonObject(value)) throw this.#wrong(name, 'an object');
    const inner = new Properties(value, `${this.#at(name)}.`);
    return Object.fromEntries(Object.keys(value).map((key) => [key, inner.text(key)]));
  }

  #nested(value: Json, name: string, members: readonly string[]): Properties {
    if (!isJsonObject(value)) throw this.#wrong(name, 'an object');
    const unknown = Object.keys(value).find((member) => !members.includes(member));
    if (unknown !== undefined)
      throw new TemplateError(`the property ${this.#at(name)}.${unknown} is not supported here`);
    return new Properties(value, `${this.#at(name)}.`);
  }

  #list(name: string): readonly Json[] {
    const value = this.#values[name] ?? [];
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list');
    return value;
  }

  #at(name: string): string {
    return `${this.#path}${name}`;
  }

  #missing(name: string): TemplateError {
    return new TemplateError(`the property ${this.#at(name)} is missing`);
  }

  #wrong(name: string, wanted: string): TemplateError {
    return new TemplateError(`the property ${this.#at(name)} must be ${wanted}`);
  }
}

/** The properties of a resource. */
export const readProperties = (values: Values): Properties => new Properties(values, '');
