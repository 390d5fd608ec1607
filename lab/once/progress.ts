import { printable } from '@safelight/asl/cli/printable';
import { liveLine } from '@safelight/local/cli/live-line';
import { bytesText, type Screen } from '@safelight/local/cli/style';
import type { FinalStatus, PhotoOutcome } from '#lab/outcome.ts';

/** Told of every photo as it is done. */
export interface Progress {
  start(total: number): void;
  done(outcome: PhotoOutcome & { readonly seconds?: number }, count: number, total: number): void;
  end(): void;
}

const MARKS = {
  READY: { style: 'green', mark: '✓' },
  REJECTED: { style: 'yellow', mark: '–' },
  FAILED: { style: 'red', mark: '✗' },
} as const satisfies Record<FinalStatus, { style: string; mark: string }>;

/** A line per photo, and on a terminal one below them that counts. */
export function lineProgress(screen: Screen): Progress {
  const line = liveLine(screen);
  return {
    start: (total) => line.show(`  0 of ${total}`),
    done(outcome, count, total) {
      const { style, mark } = MARKS[outcome.status];
      line.say(
        `${screen.paint(style, mark)} ${printable(outcome.key)}  ${screen.paint('dim', printable(summary(outcome)))}`,
      );
      line.show(`  ${count} of ${total}`);
    },
    end: line.clear,
  };
}

/** The counting line alone: what was made of the photos is for a program. */
export function countProgress(screen: Screen): Progress {
  const line = liveLine(screen);
  return {
    start: (total) => line.show(`  0 of ${total}`),
    done: (_, count, total) => line.show(`  ${count} of ${total}`),
    end: line.clear,
  };
}

function summary({ status, reason, variants }: PhotoOutcome): string {
  if (status !== 'READY') return `${status}: ${reason?.message ?? 'no reason was recorded'}`;
  const bytes = variants.reduce((sum, variant) => sum + variant.bytes, 0);
  return `${variants.length} variants, ${bytesText(bytes)}`;
}
