import { bytesText, type Screen } from '#local/cli/style.ts';
import type { FinalStatus, Outcome } from '#local/lab/outcome.ts';

/** Told of every photo as it is done. */
export interface Progress {
  done(outcome: Outcome & { readonly seconds?: number }, count: number, total: number): void;
  end(): void;
}

export const silent: Progress = { done() {}, end() {} };

const MARKS = {
  READY: { style: 'green', mark: '✓' },
  REJECTED: { style: 'yellow', mark: '–' },
  FAILED: { style: 'red', mark: '✗' },
} as const satisfies Record<FinalStatus, { style: string; mark: string }>;

/** A line per photo, and on a terminal one below them that counts. */
export function lineProgress(screen: Screen): Progress {
  const erase = () => {
    if (screen.live) screen.write('\r\u001b[K');
  };
  return {
    done(outcome, count, total) {
      erase();
      const { style, mark } = MARKS[outcome.status];
      screen.write(`${screen.paint(style, mark)} ${outcome.key}  ${screen.paint('dim', summary(outcome))}\n`);
      if (screen.live && count < total) screen.write(screen.paint('dim', `  ${count} of ${total}`));
    },
    end: erase,
  };
}

function summary({ status, reason, variants }: Outcome): string {
  if (status !== 'READY') return `${status}: ${reason?.message ?? 'no reason was recorded'}`;
  const bytes = variants.reduce((sum, variant) => sum + variant.bytes, 0);
  return `${variants.length} variants, ${bytesText(bytes)}`;
}
