import { localPlace, systemIds } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { type Backend, openLocalBackend } from '#services/dynamodb/backend.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';

/** A clock by which whatever is done takes ten milliseconds. */
export class SlowMachine extends ManualClock {
  #spent = 0;

  override now(): number {
    this.#spent += 10;
    return super.now() + this.#spent;
  }
}

/** A backend on which all that can be done in slices is. */
export function slowBackend(): { readonly backend: Backend; readonly database: Database } {
  const database = openDatabase({ file: IN_MEMORY });
  const report = (error: unknown) => {
    throw error;
  };
  const backend = openLocalBackend({ database, clock: new SlowMachine(), ids: systemIds, place: localPlace, report });
  return { backend, database };
}

/** What work comes to, and how many turns of the event loop others had meanwhile. */
export async function turnsDuring<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly turns: number }> {
  let [turns, ended] = [0, false];
  const count = () => {
    if (ended) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  const result = await work().finally(() => {
    ended = true;
  });
  return { result, turns };
}
