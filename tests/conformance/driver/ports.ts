import type { Ports } from '#asl/ports.ts';
import type { VirtualClock } from '#asl/virtual-clock.ts';
import { systemIds } from '#local/identity.ts';
import type { Request, Tools } from './protocol.ts';
import { replayTasks } from './tasks.ts';

/** Ports that answer with what was recorded, on a clock that never waits. */
export function replayPorts(request: Request, tools: Tools, clock: VirtualClock): Ports {
  return {
    clock,
    ids: systemIds,
    random: { next: () => 0.5 },
    tasks: replayTasks(request, tools, clock),
    objects: {
      get: () => Promise.reject(new Error('no objects')),
      async *list() {},
      put: () => Promise.resolve(),
    },
    children: { start: () => Promise.reject(new Error('no children')), mapRun: () => {} },
  };
}
