import type { Clock } from '@safelight/asl/clock';
import { liveLine } from '#local/cli/live-line.ts';
import type { Screen } from '#local/cli/style.ts';
import type { Workload } from '#local/system/load/workload.ts';

const REDRAW_MS = 100;
const BURST = 2;
/** Logs are kept: there a line now and then has to do. */
const SAY_EVERY_MS = 10_000;

/**
 * Shows people how far a burst of uploads has come: on a terminal by a line that counts, elsewhere by a line every ten
 * seconds. One photo at a time is no burst, and nothing is said of it.
 */
export function workLine(screen: Screen, clock: Clock) {
  const line = liveLine(screen);
  let burst: { readonly start: number; readonly endedBefore: number; told: number; isLong: boolean } | undefined;
  const show = (work: Workload) => {
    const now = clock.now();
    const left = work.waiting + work.running;
    if (left === 0) return end(work, now);
    if (left < BURST && burst === undefined) return;
    burst ??= { start: now, endedBefore: work.ended, told: now - (screen.live ? REDRAW_MS : 0), isLong: false };
    if (now - burst.told < (screen.live ? REDRAW_MS : SAY_EVERY_MS)) return;
    burst.told = now;
    burst.isLong = true;
    const text = `${work.ended - burst.endedBefore} done, ${work.running} running, ${work.waiting} waiting`;
    if (screen.live) line.show(`  ${text}`);
    else line.say(text);
  };
  const end = ({ ended }: Workload, now: number) => {
    const { start, endedBefore, isLong } = burst ?? { start: now, endedBefore: ended, isLong: false };
    burst = undefined;
    line.clear();
    const done = ended - endedBefore;
    if (isLong && done > 1) line.say(`${done} executions ended in ${((now - start) / 1000).toFixed(1)} s`);
  };
  return { show, say: line.say, clear: line.clear };
}
