import type { StateSummary } from '#local/console/history/summary.ts';
import { duration, px } from '../kit/format.ts';
import type { Box } from './layout.ts';
import { kindOf } from './machine.ts';

interface StateBoxProps {
  readonly box: Box;
  readonly summary: StateSummary | undefined;
  readonly isSelected: boolean;
  readonly select: (name: string) => void;
}

/** One state of a graph: what it is, and what became of it. */
export function StateBox({ box, summary, isSelected, select }: StateBoxProps) {
  const { name, state, isAround, x, y, width, height } = box;
  const status = summary?.status ?? 'unvisited';
  const isRetried = summary !== undefined && summary.attempts > summary.visits;
  const note = summary && noteOf(summary);
  return (
    <div
      class={`state ${status}${isAround ? ' around' : ''}${isRetried ? ' retried' : ''}`}
      style={{ left: px(x), top: px(y), width: px(width), height: px(height) }}
    >
      <button type="button" class="head" data-state={name} aria-pressed={isSelected} onClick={() => select(name)}>
        <span class="name" title={name}>
          {name}
        </span>
        <span class="took">{took(summary)}</span>
        <span class="note" title={note}>
          {note ?? kindOf(state)}
        </span>
        <span class="unseen">{status}</span>
      </button>
    </div>
  );
}

function took(summary: StateSummary | undefined): string {
  if (!summary) return '';
  if (summary.to !== undefined) return summary.to > summary.from ? duration(summary.to - summary.from) : '';
  return { running: 'running', retrying: 'will retry', aborted: 'aborted' }[String(summary.status)] ?? '';
}

/** What became of the last error. */
const LAST: Readonly<Record<string, string>> = { failed: 'failed:', caught: 'caught:' };

/** Undefined where there is nothing to say but what the state is. */
function noteOf({ visits, attempts, items, error, status }: StateSummary): string | undefined {
  const parts = [
    items && itemsNote(items),
    visits > 1 && `${visits} runs`,
    attempts > visits && `${attempts} attempts`,
    error !== undefined && `${LAST[status] ?? 'last error:'} ${error}`,
  ].filter((part) => part !== false && part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function itemsNote({ total, succeeded, failed }: NonNullable<StateSummary['items']>): string {
  const all = `${succeeded} of ${total} ${total === 1 ? 'item' : 'items'}`;
  return failed > 0 ? `${all}, ${failed} failed` : all;
}
