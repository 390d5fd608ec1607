import type { VisitReader } from '#local/console/history/read-visits.ts';
import { pageOf } from './paging.ts';

interface EventFilter {
  /** Of an event's type: `failed` for all that went wrong, or the beginning of a type, such as `Task`. */
  readonly kind: string | null;
  readonly state: string | null;
  /** Text that the event holds anywhere, in any case. */
  readonly text: string | null;
}

const FAILED = /(Failed|TimedOut|Aborted)$/;

/** Events that pass a filter, a page of them, with the state to which each belongs. */
export function eventRows({ events }: VisitReader, { kind, state, text }: EventFilter, page: string | null) {
  const needle = text?.toLowerCase() ?? '';
  const found = events.filter(({ event, state: of }) => {
    const type = event.type ?? '';
    if (kind && !(kind === 'failed' ? FAILED.test(type) : type.startsWith(kind))) return false;
    if (state && of !== state) return false;
    return needle === '' || JSON.stringify(event).toLowerCase().includes(needle);
  });
  return pageOf(found, page);
}
