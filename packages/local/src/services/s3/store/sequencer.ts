import type { Clock } from '@safelight/asl/clock';

/**
 * Numbers the changes of objects: 16 hexadecimal digits, seconds in the first half, growing with every change
 * (`617f08299329d189` in AWS's example), so that events of a key can be put in order.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export class Sequencer {
  readonly #clock: Clock;
  #last = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): string {
    const now = (BigInt(this.#clock.now()) << 32n) / 1_000n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last.toString(16).padStart(16, '0');
  }

  /** Never gives a number again that an earlier run gave, even if the clock went back. */
  seen(sequencer: string): void {
    const value = BigInt(`0x${sequencer}`);
    if (value > this.#last) this.#last = value;
  }
}
