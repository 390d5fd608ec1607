import type { Paint } from './print-run.ts';

/** Where a command writes, and how. */
export interface Output {
  write(text: string): void;
  readonly paint: Paint;
}
