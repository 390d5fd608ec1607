import { element } from './dom.js';

/** One event: what it says beyond its type is its attempt, its error, and the index of an item. */
export function historyRow({ event, details, state, attempt }) {
  const { id, previousEventId, type, timestamp } = event;
  const notes = [
    /Scheduled$/.test(type) && attempt > 1 && `attempt ${attempt}`,
    details.index !== undefined && `item ${details.index}`,
    details.length !== undefined && `${details.length} ${details.length === 1 ? 'item' : 'items'}`,
    details.error,
  ];
  const cells = [id, previousEventId, type, state, new Date(timestamp).toISOString().slice(11, 23)];
  return element(
    'tr',
    { className: /(Failed|TimedOut|Aborted)$/.test(type) ? 'failed' : '' },
    ...cells.map((cell) => element('td', { textContent: cell ?? '' })),
    element('td', { textContent: notes.filter(Boolean).join(', '), title: details.cause ?? '' }),
  );
}
