import { type Payload, payloadFrom } from '../../payload.ts';
import type { Eventual } from '../eventual.ts';
import { runStates } from '../run-states.ts';
import type { Thread } from '../thread.ts';
import type { ThreadRecord } from './thread-record.ts';

/** Whether a line of control had ended. All that can be done without waiting is recorded together, the end too. */
export const isOver = ({ state }: ThreadRecord): boolean => state?.exited !== undefined;

/** What a line of control that had ended yielded. */
export const resultOf = ({ state }: ThreadRecord): Payload => payloadFrom(state?.exited?.output ?? 'null');

/** The last event of the branch that ended last; undefined where none has. */
export function endOfLast(branches: ReadonlyMap<number, ThreadRecord>): number | undefined {
  const ends = [...branches.values()].filter(isOver).map(({ cursor }) => cursor);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/**
 * Goes on with a line of control where its record ends, with its variables.
 * @param begin runs it from its beginning, where it has entered no state
 */
export function goOn(record: ThreadRecord, thread: Thread, begin: () => Eventual<Payload>): Eventual<Payload> {
  thread.cursor = record.cursor;
  thread.variables = { ...thread.variables, ...record.assigned };
  if (record.state === undefined) return begin();
  if (isOver(record)) return resultOf(record);
  const { state, entered } = record.state;
  const input = payloadFrom(entered.stateEnteredEventDetails?.input ?? 'null');
  return runStates(state, thread, input, record.state);
}
