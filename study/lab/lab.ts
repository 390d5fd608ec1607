import { setTimeout } from 'node:timers/promises';
import type { TurnableClock } from '@safelight/local/system/turnable-clock';
import type { StudyClients } from './clients.ts';
import { Evidence, NotShown } from './evidence.ts';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 5;
/** For what never comes: far beyond what anything takes, on a busy machine too. */
const PATIENCE_MS = 300_000;

/** A throwaway system as an experiment sees it: clients, its clock, and what was shown so far. */
export class StudyLab extends Evidence {
  readonly clients: StudyClients;
  readonly clock: TurnableClock;

  constructor(clients: StudyClients, clock: TurnableClock) {
    super();
    this.clients = clients;
    this.clock = clock;
  }

  /** Turns the system's clock ahead by so many seconds. */
  async turn(seconds: number): Promise<void> {
    await this.clock.turn(seconds * 1000);
  }

  /** Turns it to the beginning of the next minute. */
  async turnToMinute(): Promise<void> {
    await this.clock.turn(MINUTE_MS - (this.clock.now() % MINUTE_MS));
  }

  /** Asks until there is an answer, while the clock runs as it does. */
  async until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await setTimeout(LOOK_EVERY_MS)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
    }
    throw new NotShown('in-time', `${what} did not come.`);
  }

  /** Turns the clock by a second at a time until there is an answer, for at most so many seconds. */
  async turnUntil<T>(what: string, atMost: number, ask: () => Promise<T | undefined>): Promise<T> {
    for (let second = 0; second <= atMost; second++) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      await this.turn(1);
    }
    throw new NotShown('in-time', `${what} did not come within ${atMost} seconds.`);
  }
}
