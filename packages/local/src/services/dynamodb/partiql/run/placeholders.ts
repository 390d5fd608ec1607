import type { JsonObject } from '@safelight/asl/json';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

/** Placeholders of the expressions of one call: a `#name` for each attribute name, a `:value` for each value. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: AttributeValue[] = [];

  path(path: Path): string {
    return path
      .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${this.#name(step)}`))
      .join('');
  }

  #name(name: string): string {
    const known = this.#names.get(name) ?? `#n${this.#names.size}`;
    this.#names.set(name, known);
    return known;
  }

  value(value: AttributeValue): string {
    this.#values.push(value);
    return `:v${this.#values.length - 1}`;
  }

  /** The parameters that say what the placeholders stand for. */
  parameters(): JsonObject {
    const names = [...this.#names].map(([name, placeholder]) => [placeholder, name]);
    const values = this.#values.map((value, at) => [`:v${at}`, value]);
    return {
      ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
      ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
    };
  }
}
