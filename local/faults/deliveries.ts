import type { Clock } from '#local/clock.ts';
import type { Faults } from '#local/faults/faults.ts';
import type { Delivery, DeliveryPorts } from '#services/eventbridge/delivery/queue.ts';

/** An event that nothing follows is not held back for ever. */
const LONGEST_HOLD_MS = 1_000;

/**
 * Delivers events as EventBridge may: twice, or after a later one. Held events are still in the bus's journal, so a stop
 * loses none.
 */
export function strickenDeliveries(ports: DeliveryPorts, faults: Faults, clock: Clock): DeliveryPorts {
  let passHeld = Promise.withResolvers<void>();
  const letHeldPass = () => {
    passHeld.resolve();
    passHeld = Promise.withResolvers();
  };
  const deliver = async (delivery: Delivery) => {
    await ports.deliver(delivery);
    letHeldPass();
  };
  return {
    ...ports,
    async deliver(delivery) {
      const effects = faults.strike(delivery.target.Arn, ({ kind }) => kind === 'duplicate' || kind === 'reorder');
      const has = (kind: 'duplicate' | 'reorder') => effects.some((effect) => effect.kind === kind);
      if (has('reorder')) await Promise.race([passHeld.promise, clock.sleep(LONGEST_HOLD_MS)]);
      await deliver(delivery);
      if (has('duplicate')) await deliver(delivery);
    },
  };
}
