import { systemClock } from '@safelight/asl/clock';
import type { System, SystemOptions } from '#local/system/system.ts';
import { bootUnless } from './boot.ts';
import { lastResort } from './last-resort.ts';
import { liveOn } from './lives/live-on.ts';
import { untilWritable } from './lives/until-writable.ts';
import type { SystemWords } from './options.ts';
import { readyLines } from './ready-lines.ts';
import { stopSignal } from './signals.ts';
import { screenOf } from './style.ts';
import { workLine } from './work-line.ts';

export type ServeOptions = SystemWords & {
  /** The folder of `serverless.yml`. */
  readonly root: string;
  readonly console?: SystemOptions['console'];
  readonly beside?: SystemOptions['beside'];
  /** Done once the system is ready; lines that it says stand above what a terminal redraws. */
  readonly onReady?: (system: System, say: (line: string) => void) => void;
};

/**
 * Boots, prints where everything is, and stays until a signal ends it. Where its disk fails it begins anew, from what was committed,
 * once the disk takes what is written. Resolves with the exit code.
 */
export async function serve({ onReady, ...options }: ServeOptions): Promise<number> {
  const stopped = stopSignal();
  const line = workLine(screenOf(process.stderr), systemClock);
  const failed = lastResort(line.say);
  const { data: dataDir = '' } = options;
  const ended = Promise.race([stopped.then(() => 0), failed.then(() => 1)]);
  return liveOn({
    ended,
    say: line.say,
    boot(port, onLost) {
      const again = port === undefined ? {} : { port, reset: false };
      return bootUnless(failed, { ...options, ...again, log: line.say, onWork: line.show, onLost });
    },
    untilWritable: (port) => untilWritable({ dataDir, port, clock: systemClock }, ended),
    onReady(system) {
      process.stdout.write(greeting(system));
      onReady?.(system, (text) => {
        line.clear();
        process.stdout.write(`${text}\n`);
      });
    },
  });
}

function greeting(system: System): string {
  const { endpoint, stack } = system;
  const quiet = stack.resources.filter(({ withoutEffect }) => withoutEffect !== undefined);
  const types = new Map(quiet.map(({ type, withoutEffect }) => [type, withoutEffect]));
  const lines = [
    `Accepted without local effect: ${quiet.length} resources`,
    ...[...types].map(([type, reason]) => `  ${type}: ${reason}`),
    `Console ${endpoint}/`,
    ...readyLines(system),
  ];
  return `${lines.join('\n')}\n`;
}
