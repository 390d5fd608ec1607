import type { Clock } from '@safelight/asl/clock';
import type { DiskSpace } from '#local/system/disk-space.ts';
import type { DeliveryPorts } from '#services/eventbridge/delivery/queue.ts';

interface Pace {
  readonly clock: Clock;
  /** Nothing is started while there is no room for what it leaves. */
  readonly disk: Pick<DiskSpace, 'whenFree'>;
  /** Invocations that wait for an environment, as far as they are ahead of what a target would start. */
  readonly backlog: (targetArn: string) => number;
  /** Told of events that begin (1) and end (-1) to wait here. */
  readonly onWait: (more: 1 | -1) => void;
}

const MOST_WAITING = 12;
const LOOK_AGAIN_MS = 50;
const STEP_MS = 10;

/**
 * Lets events wait on the bus while functions are behind. A laptop cannot run a thousand functions at once as AWS can:
 * what is started would wait in the middle of its workflow, past its timeouts and with its intermediates on disk.
 */
export function paced(ports: DeliveryPorts, { clock, disk, backlog, onWait }: Pace): DeliveryPorts {
  /** By target: what one of them waits for does not hold up another. */
  const turns = new Map<string, Promise<void>>();
  const wait = async (target: string) => {
    while (backlog(target) > MOST_WAITING) await clock.sleep(LOOK_AGAIN_MS);
    await disk.whenFree();
    // What was just let through takes a moment to show in the backlog.
    if (backlog(target) > 0) await clock.sleep(STEP_MS);
  };
  return {
    ...ports,
    async deliver(delivery) {
      const { Arn: target } = delivery.target;
      onWait(1);
      const turn = (turns.get(target) ?? Promise.resolve()).then(() => wait(target));
      turns.set(target, turn);
      await turn;
      onWait(-1);
      return ports.deliver(delivery);
    },
  };
}
