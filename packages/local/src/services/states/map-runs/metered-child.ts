import type { Clock } from '@safelight/asl/clock';
import type { ChildStart } from '@safelight/asl/ports';
import { counted, type ExecutionMeter } from '#services/states/executions/metered.ts';

/** A child of a distributed Map that is counted as part of its map run, for the Map state. */
export function meteredChild(child: ChildStart, meter: ExecutionMeter, clock: Pick<Clock, 'now'>): ChildStart {
  const { mapRunArn, type, parent } = child;
  return {
    ...child,
    async run(context) {
      const { executionArn, onEvent } = context;
      meter.beginChild(executionArn, type, mapRunArn, { executionArn: parent.executionArn, state: parent.stateName });
      const { count, ended } = counted(executionArn, type, meter, clock);
      const listen: typeof count = (event) => {
        onEvent?.(event);
        count(event);
      };
      try {
        return await child.run({ ...context, onEvent: listen });
      } finally {
        ended();
        meter.endChild(executionArn);
      }
    },
  };
}
