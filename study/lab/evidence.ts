/** A check of an experiment did not hold: the claim is not shown. */
export class NotShown extends Error {
  override readonly name = 'NotShown';
  /** The check's name, which controls refer to. */
  readonly check: string;

  constructor(check: string, seen: string) {
    super(`${check}: ${seen}`);
    this.check = check;
  }
}

/** One thing that was seen: an answer, a line of history, a metric. */
export interface Exhibit {
  readonly what: string;
  readonly seen: string;
}

/** What an experiment has shown so far. */
export class Evidence {
  readonly exhibits: Exhibit[] = [];
  readonly #watchers: ((exhibit: Exhibit) => void)[] = [];

  /** Tells of each exhibit as it is shown, from now on. */
  watch(watcher: (exhibit: Exhibit) => void): void {
    this.#watchers.push(watcher);
  }

  show(what: string, seen: string): void {
    this.exhibits.push({ what, seen });
    for (const watcher of this.#watchers) watcher({ what, seen });
  }

  /** Shows it, and rejects the claim by the check's name where it does not hold. */
  check(name: string, holds: boolean, what: string, seen: string): void {
    this.show(what, seen);
    if (!holds) throw new NotShown(name, `${what}: ${seen}`);
  }
}
