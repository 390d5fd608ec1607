/** Who goes, and who waits for those before them in the same lane. */
export interface Lanes<T> {
  /** True where nobody is before it: it goes. */
  join(one: T): boolean;
  /** The one that goes next in the lane of the one that is done; undefined where nobody waits. */
  leave(one: T): T | undefined;
}

/** @param laneOf undefined for what waits for nobody */
export function createLanes<T>(laneOf: (one: T) => string | undefined): Lanes<T> {
  /** Those that wait behind one that goes. */
  const waiting = new Map<string, T[]>();
  return {
    join(one) {
      const lane = laneOf(one);
      const line = lane === undefined ? undefined : waiting.get(lane);
      line?.push(one);
      if (lane !== undefined && !line) waiting.set(lane, []);
      return !line;
    },
    leave(one) {
      const lane = laneOf(one);
      if (lane === undefined) return undefined;
      const next = waiting.get(lane)?.shift();
      if (next === undefined) waiting.delete(lane);
      return next;
    },
  };
}
