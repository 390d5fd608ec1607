import { type Desk, type Ledgers, newLedgers, perform } from '../chaos/client.ts';
import type { Told } from '../chaos/ledger.ts';
import type { Action } from '../chaos/plan.ts';

interface Act {
  readonly ledgers: Ledgers;
  told?: Told;
}

/** What a client has asked for so far, and what it was told. */
export class Acts {
  readonly #acts: Act[] = [];

  /** Asks, and answers what it was told. */
  async ask(desk: Desk, action: Action): Promise<Told> {
    const act: Act = { ledgers: newLedgers() };
    this.#acts.push(act);
    act.told = await perform(desk, action, act.ledgers);
    return act.told;
  }

  /** What is known now, to be read when everything has been asked: what has no answer yet may have happened. */
  known(): () => Ledgers {
    const acts = this.#acts.map(({ ledgers, told = 'unknown' }) => ({ ledgers, told }));
    return () => {
      const all = newLedgers();
      for (const { ledgers, told } of acts) {
        all.photos.take(ledgers.photos, told);
        all.orders.take(ledgers.orders, told);
        all.answers.take(ledgers.answers, told);
        all.cancellations.take(ledgers.cancellations, told);
      }
      return all;
    };
  }
}
