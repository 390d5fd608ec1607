/** So many things may be under way at a time. */
export class Slots {
  #count: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];
  /** Told when nothing is under way. */
  #onIdle: (() => void) | undefined;

  constructor(count: number) {
    this.#count = count;
  }

  async take(): Promise<void> {
    if (this.#taken < this.#count) {
      this.#taken += 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Gives a slot back, or on to whoever has waited longest. */
  release(): void {
    this.#taken -= 1;
    this.#fill();
    if (this.#taken === 0) this.#onIdle?.();
  }

  /** Resolves when nothing is under way. One waits for it, and takes none meanwhile. */
  async idle(): Promise<void> {
    if (this.#taken === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  /** What is under way goes on, also where there are fewer slots now. */
  resize(count: number): void {
    this.#count = count;
    this.#fill();
  }

  #fill(): void {
    while (this.#taken < this.#count) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#taken += 1;
      next();
    }
  }
}
