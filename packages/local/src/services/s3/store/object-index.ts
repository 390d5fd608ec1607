import { NULL_VERSION, type Version } from '#services/s3/store/version.ts';

/** All versions of one key, newest first. */
export interface KeyEntry {
  readonly key: string;
  /** The key's UTF-8 bytes as a string of one character a byte: S3 lists in the order of bytes. */
  readonly order: string;
  readonly versions: Version[];
}

/** Sorts after every key that begins with what stands before it: no UTF-8 text has this byte. */
export const AFTER_PREFIX = '\u00ff';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const ASCII = /^[\u0000-\u007f]*$/;

/** The text by which a key is sorted. */
export const orderOf = (key: string) => (ASCII.test(key) ? key : Buffer.from(key, 'utf8').toString('latin1'));

/** What a bucket contains, in memory and in order, so that a listing reads no file. */
export class ObjectIndex {
  readonly #entries = new Map<string, KeyEntry>();
  /** Made when first needed, so that loading a journal sorts once; kept in order from then on. */
  #sorted: string[] | undefined;

  entry(key: string): KeyEntry | undefined {
    return this.#entries.get(orderOf(key));
  }

  current(key: string): Version | undefined {
    return this.entry(key)?.versions[0];
  }

  find(key: string, versionId: string): Version | undefined {
    return this.entry(key)?.versions.find((version) => version.versionId === versionId);
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Adds the newest version of its key; returns the one that it replaces, which only a `null` version can. */
  put(version: Version): Version | undefined {
    const entry = this.#open(version.key);
    const replaced = version.versionId === NULL_VERSION ? this.#take(entry, NULL_VERSION) : undefined;
    entry.versions.unshift(version);
    return replaced;
  }

  /** Changes what is said of a version, such as its tags. */
  replace(version: Version): void {
    const versions = this.entry(version.key)?.versions;
    const at = versions?.findIndex(({ versionId }) => versionId === version.versionId) ?? -1;
    if (versions && at >= 0) versions[at] = version;
  }

  remove(key: string, versionId: string): Version | undefined {
    const entry = this.entry(key);
    const removed = entry && this.#take(entry, versionId);
    if (entry?.versions.length === 0) this.#close(entry);
    return removed;
  }

  /** Entries from the first whose order is at least `from`, lazily; the index must not change meanwhile. */
  *from(from: string): Generator<KeyEntry> {
    const sorted = this.#inOrder();
    for (let at = lowerBound(sorted, from); at < sorted.length; at++) {
      const entry = this.#entries.get(sorted[at] ?? '');
      if (entry) yield entry;
    }
  }

  #open(key: string): KeyEntry {
    const order = orderOf(key);
    const existing = this.#entries.get(order);
    if (existing) return existing;
    const entry = { key, order, versions: [] };
    this.#entries.set(order, entry);
    this.#sorted?.splice(lowerBound(this.#sorted, order), 0, order);
    return entry;
  }

  #inOrder(): readonly string[] {
    this.#sorted ??= [...this.#entries.keys()].sort();
    return this.#sorted;
  }

  #take(entry: KeyEntry, versionId: string): Version | undefined {
    const at = entry.versions.findIndex((version) => version.versionId === versionId);
    return at < 0 ? undefined : entry.versions.splice(at, 1)[0];
  }

  #close({ order }: KeyEntry): void {
    this.#entries.delete(order);
    this.#sorted?.splice(lowerBound(this.#sorted, order), 1);
  }
}

function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
