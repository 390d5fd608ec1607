import { Abandoned } from './error.ts';

/**
 * Says whether work is still wanted. An execution has one, and so has each running Map or Parallel state, whose items
 * or branches are given up when one of them fails. An AbortSignal is made only for those who wait.
 */
export class Lifeline {
  readonly #parent: Lifeline | undefined;
  #reason: Error | undefined;
  #controller: AbortController | undefined;
  #children: Set<Lifeline> | undefined;

  constructor(parent?: Lifeline) {
    this.#parent = parent;
  }

  get isCut(): boolean {
    return this.#reason !== undefined || (this.#parent?.isCut ?? false);
  }

  /** Throws when the work is no longer wanted. */
  check(): void {
    if (this.isCut) throw this.#reason ?? new Abandoned();
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#parent) this.#parent.#adopt(this);
      if (this.isCut) this.#controller.abort(new Abandoned());
    }
    return this.#controller.signal;
  }

  /** Gives up all that hangs on this line. */
  cut(): void {
    if (this.#reason !== undefined) return;
    this.#reason = new Abandoned();
    this.#abort();
  }

  /** Lets the parent forget this line when its work is done. */
  release(): void {
    if (this.#parent) this.#parent.#disown(this);
  }

  #adopt(child: Lifeline): void {
    this.#children ??= new Set();
    this.#children.add(child);
    // Hooks this line to its own parent too.
    void this.signal;
  }

  #disown(child: Lifeline): void {
    this.#children?.delete(child);
  }

  #abort(): void {
    for (const child of this.#children ?? []) child.#abort();
    this.#controller?.abort(this.#reason ?? new Abandoned());
  }
}
