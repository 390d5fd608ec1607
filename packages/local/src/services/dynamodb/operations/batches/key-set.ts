import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';

/** Keys of items, to find one that comes twice in a request. */
export class KeySet {
  readonly #seen = new Set<string>();

  /** Whether it was not there yet. */
  add({ id }: Table, { partition, sort }: ItemKey): boolean {
    const key = `${id} ${text(partition)} ${text(sort)}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}

const text = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
