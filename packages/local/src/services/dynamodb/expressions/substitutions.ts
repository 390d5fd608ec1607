import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { PathSyntax, ValueSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';
import { checkedName, parseAttributeValue } from '#services/dynamodb/values/parse.ts';
import { mapOf, text } from '#services/dynamodb/values/wire.ts';

/**
 * Substitutions: what stands for `#name` and `:value` in the expressions of one request; it knows which were used.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
 */
export class Substitutions {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  /** Reads both parameters of a request. Throws ValidationException for keys and values that cannot be. */
  constructor({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: JsonObject) {
    this.#names = placeholders('ExpressionAttributeNames', /^#[A-Za-z0-9_]+$/, names, readName);
    this.#values = placeholders('ExpressionAttributeValues', /^:[A-Za-z0-9_]+$/, values, parseAttributeValue);
  }

  /** Throws ExpressionError where a `#name` stands for nothing. */
  path({ elements: [first, ...rest] }: PathSyntax): Path {
    return [this.#name(String(first)), ...rest.map((step) => (typeof step === 'number' ? step : this.#name(step)))];
  }

  #name(written: string): string {
    if (!written.startsWith('#')) return written;
    const name = this.#names.get(written);
    if (name === undefined)
      throw new ExpressionError(
        `An expression attribute name used in the document path is not defined; attribute name: ${written}`,
      );
    this.#used.add(written);
    return name;
  }

  /** Throws ExpressionError where a `:value` stands for nothing. */
  value({ name }: ValueSyntax): AttributeValue {
    const value = this.#values.get(name);
    if (value === undefined)
      throw new ExpressionError(
        `An expression attribute value used in expression is not defined; attribute value: ${name}`,
      );
    this.#used.add(name);
    return value;
  }

  /** Throws ValidationException where something was given that no expression has. */
  refuseUnused(): void {
    for (const [parameter, given] of [
      ['ExpressionAttributeNames', this.#names],
      ['ExpressionAttributeValues', this.#values],
    ] as const) {
      const unused = [...given.keys()].filter((name) => !this.#used.has(name));
      if (unused.length > 0)
        throw validationError(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
    }
  }
}

function placeholders<T>(
  parameter: string,
  pattern: RegExp,
  given: Json | undefined,
  read: (json: Json) => T,
): ReadonlyMap<string, T> {
  if (given === undefined || given === null) return new Map();
  const entries = Object.entries(isJsonObject(given) ? given : mapOf(given));
  if (entries.length === 0) throw validationError(`${parameter} must not be empty`);
  for (const [key] of entries)
    if (!pattern.test(key)) throw validationError(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
  return new Map(
    entries.map(([key, json]) => [key, named(`${parameter} contains invalid value`, key, () => read(json))]),
  );
}

function named<T>(what: string, key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
    throw validationError(`${what}: ${error.message} for key ${key}`);
  }
}

const readName = (json: Json) => checkedName(json === null ? '' : text(json));
