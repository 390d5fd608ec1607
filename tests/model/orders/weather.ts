import type { Fault, FaultSource } from '#tests/support/orders/faults.ts';
import type { Dice } from './dice.ts';

/** What goes wrong at the moment. An outage lasts until the weather changes. */
export type Weather =
  | { readonly kind: 'calm' }
  | { readonly kind: 'rough'; readonly probability: number }
  | { readonly kind: 'outage'; readonly target: string };

/** States of order-processing, and the consumer, that an outage may hit. */
const targets = [
  'Claim',
  'Review order',
  'Find photos',
  'Begin reserving',
  'Reserve',
  'Read hold',
  'Begin paying',
  'Take payment',
  'Await approval',
  'Begin printing',
  'Queue print job',
  'Use',
  'Record undo',
  'Return payment',
  'Release',
  'Close order',
  'Tell customer',
  'Park',
  'Alert people',
  'consumer',
] as const;

export function randomWeather(dice: Dice): Weather {
  if (dice.chance(0.3)) return { kind: 'calm' };
  if (dice.chance(0.5)) return { kind: 'rough', probability: dice.oneOf([0.1, 0.3]) };
  return { kind: 'outage', target: dice.oneOf(targets) };
}

/** A call that nobody waits for any more takes effect soon, after retries and restarts, or after the order is long over. */
const LATEST_EFFECTS_MS = [25_000, 20 * 60_000, 3 * 24 * 3600_000] as const;

export function faultsOf(dice: Dice, weather: () => Weather): FaultSource {
  const randomFault = (): Fault => {
    const kind = dice.oneOf(['refused', 'answer lost', 'late'] as const);
    return kind === 'late' ? { kind, afterMs: dice.between(1, dice.oneOf(LATEST_EFFECTS_MS)) } : { kind };
  };
  return (target) => {
    const now = weather();
    if (now.kind === 'rough') return dice.chance(now.probability) ? randomFault() : undefined;
    return now.kind === 'outage' && now.target === target ? randomFault() : undefined;
  };
}
