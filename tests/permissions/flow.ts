import type { Desk } from '#tests/permissions/desk.ts';

/** Something that a user does, from end to end. */
export interface Flow {
  readonly name: string;
  /** Resolves when all has come to its end. `id` makes its names unique. */
  run(desk: Desk, id: string, signal: AbortSignal): Promise<unknown>;
}
