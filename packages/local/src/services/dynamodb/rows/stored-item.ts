import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { sameItem } from '#services/dynamodb/values/compare.ts';

/** An item as it is kept: its JSON text is made once, and read only where somebody looks into it. */
export class StoredItem {
  /** Bytes by DynamoDB's rules. */
  readonly size: number;
  #item: Item | undefined;
  #text: string | undefined;

  private constructor(size: number, item: Item | undefined, text: string | undefined) {
    this.size = size;
    this.#item = item;
    this.#text = text;
  }

  static of = (item: Item, size: number): StoredItem => new StoredItem(size, item, undefined);

  static read = ({ item, size }: { readonly item: string; readonly size: number }): StoredItem =>
    new StoredItem(size, undefined, item);

  get item(): Item {
    // What is read here was written here.
    this.#item ??= JSON.parse(this.#text ?? '{}') as Item;
    return this.#item;
  }

  /** Itself, with its text made now: where many are written at once, later would be too late. */
  written(): this {
    this.#text ??= JSON.stringify(this.#item);
    return this;
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.#item);
    return this.#text;
  }
}

/** Whether two items have the same attributes, each with the same value. */
export function sameStored(one: StoredItem | undefined, other: StoredItem | undefined): boolean {
  if (!one || !other) return one === other;
  if (one.size !== other.size) return false;
  return one.text === other.text || sameItem(one.item, other.item);
}
