import { chunks } from '#local/usage/chunks.ts';
import type { AddUse } from '#local/usage/meter.ts';

/**
 * Counts the events on objects that a bucket has asked for: AWS bills these "opt-in data events", unlike those of all services on what
 * is done with resources. https://aws.amazon.com/eventbridge/pricing/
 */
export const meteredEvents =
  <E extends object>(publish: (event: E) => void, addUse: AddUse) =>
  (event: E): void => {
    addUse('events.data-chunk', chunks(Buffer.byteLength(JSON.stringify(event))));
    publish(event);
  };
