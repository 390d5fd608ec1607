/** How a call ended, as whoever made it knows. */
export type Told = 'acknowledged' | 'refused' | 'unknown';

/** What may be at a place: the last that was acknowledged, or what nobody knows of since. */
export interface Entry<T> {
  readonly value: T;
  readonly told: Exclude<Told, 'refused'>;
}

/** The client's own record of what it was told, by key. */
export class Ledger<T> {
  readonly #entries = new Map<string, Entry<T>[]>();

  note(key: string, value: T, told: Told): void {
    if (told === 'refused') return;
    const before = told === 'acknowledged' ? [] : (this.#entries.get(key) ?? []);
    this.#entries.set(key, [...before, { value, told }]);
  }

  /** Notes all that another one has, as it is told of here. */
  take(other: Ledger<T>, told: Told): void {
    for (const [key, entries] of other.#entries) for (const { value } of entries) this.note(key, value, told);
  }

  keys(): readonly string[] {
    return [...this.#entries.keys()].toSorted();
  }

  /** What may be there; `undefined` is among it where nothing was ever acknowledged. */
  possible(key: string): readonly (T | undefined)[] {
    const entries = this.#entries.get(key) ?? [];
    const values = entries.map(({ value }) => value);
    return entries.some(({ told }) => told === 'acknowledged') ? values : [undefined, ...values];
  }
}
