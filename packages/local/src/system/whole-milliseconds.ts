import type { Clock } from '@safelight/asl/clock';

/** The clock in whole milliseconds, as services keep times: another may give fractions, which no column of times takes. */
export const wholeMilliseconds = (clock: Clock): Clock => ({
  now: () => Math.floor(clock.now()),
  sleep: (ms, signal) => clock.sleep(ms, signal),
  ...(clock.holdFor && { holdFor: clock.holdFor.bind(clock) }),
});
