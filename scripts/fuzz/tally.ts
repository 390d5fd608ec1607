import type { PhotoOutcome } from '#lab/outcome.ts';
import type { Case } from './case.ts';

/** Counts what became of the pictures, and says it. */
export class Tally {
  readonly #total: number;
  readonly #start: number;
  readonly #endings = new Map<string, number>();
  readonly #mutations = new Map<string, number>();
  #done = 0;

  constructor(total: number, start: number) {
    this.#total = total;
    this.#start = start;
  }

  add({ status, reason }: PhotoOutcome, { mutations }: Case): void {
    this.#done += 1;
    increase(this.#endings, status === 'READY' ? status : `${status} ${reason?.code ?? ''}`);
    for (const mutation of new Set(mutations)) increase(this.#mutations, mutation);
  }

  get done(): number {
    return this.#done;
  }

  /** Such as `120 of 2000 after 14 s: 40 READY, 80 REJECTED; 612 MB`. */
  progress(now: number, memoryMb: number): string {
    const seconds = ((now - this.#start) / 1000).toFixed(0);
    const endings = ['READY', 'REJECTED', 'FAILED'].map((status) => [status, this.#count(status)] as const);
    const counted = endings.filter(([, count]) => count > 0).map(([status, count]) => `${count} ${status}`);
    return `${this.#done} of ${this.#total} after ${seconds} s: ${counted.join(', ') || 'none yet'}; ${memoryMb.toFixed(0)} MB`;
  }

  summary(): string {
    return [`endings: ${listed(this.#endings)}`, `mutations: ${listed(this.#mutations)}`].join('\n');
  }

  #count(status: string): number {
    return [...this.#endings].reduce((sum, [ending, count]) => (ending.startsWith(status) ? sum + count : sum), 0);
  }
}

const increase = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
