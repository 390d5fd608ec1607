import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import type { Faults } from '#local/faults/faults.ts';
import type { Delivery, DeliveryPorts } from '#services/eventbridge/delivery/queue.ts';

/** An event that nothing follows is not held back for ever. */
const LONGEST_HOLD_MS = 1_000;

interface DeliveryDeps {
  readonly faults: Faults;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Delivers events as EventBridge may: twice, or after a later one. Held events are still in the bus's journal, so a stop
 * loses none.
 */
export function strickenDeliveries(ports: DeliveryPorts, { faults, clock, ids }: DeliveryDeps): DeliveryPorts {
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
      if (has('duplicate')) await deliver(again(delivery, ids));
    },
  };
}

/**
 * The same news as another event, as when a service publishes it twice: under the same id a workflow would be started
 * once, for its name is made from it.
 */
const again = (delivery: Delivery, ids: Ids): Delivery => ({
  ...delivery,
  event: { ...delivery.event, id: ids.uuid() },
});
