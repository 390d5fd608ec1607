import type { JsonObject } from '@safelight/asl/json';
import type { Random } from './random.ts';

/** Placeholders of the expressions of one generated call; now and then one is missing or too many. */
export class Placeholders {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, JsonObject> = {};
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A name as it is, or behind a `#`. */
  name(name: string): string {
    if (this.#random.chance(0.7)) return name;
    const placeholder = `#${name.replace(/\W/g, '_')}`;
    this.#names[placeholder] = name;
    return placeholder;
  }

  value(value: JsonObject): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  parameters(): JsonObject {
    const names = { ...this.#names };
    const values = { ...this.#values };
    if (this.#random.chance(0.01)) names['#unused'] = 'unused';
    if (this.#random.chance(0.01)) values[':unused'] = { S: 'unused' };
    if (this.#random.chance(0.01)) delete values[':v0'];
    return {
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
  }
}
