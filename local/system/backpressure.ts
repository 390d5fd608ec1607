import type { Clock } from '#local/clock.ts';
import type { DeliveryPorts } from '#services/eventbridge/delivery/queue.ts';

interface Pace {
  readonly clock: Clock;
  /** Invocations that wait for an environment. */
  readonly backlog: () => number;
}

const MOST_WAITING = 12;
const LOOK_AGAIN_MS = 50;
const STEP_MS = 10;

/**
 * Lets events wait on the bus while functions are behind. A laptop cannot run a thousand functions at once as AWS can:
 * what is started would wait in the middle of its workflow, past its timeouts and with its intermediates on disk.
 */
export function paced(ports: DeliveryPorts, { clock, backlog }: Pace): DeliveryPorts {
  let turn = Promise.resolve();
  const wait = async () => {
    while (backlog() > MOST_WAITING) await clock.sleep(LOOK_AGAIN_MS);
    // What was just let through takes a moment to show in the backlog.
    if (backlog() > 0) await clock.sleep(STEP_MS);
  };
  return {
    ...ports,
    async deliver(delivery) {
      turn = turn.then(wait);
      await turn;
      return ports.deliver(delivery);
    },
  };
}
