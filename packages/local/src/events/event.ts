import type { JsonObject } from '@safelight/asl/json';

/**
 * An event as EventBridge delivers it.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export interface EventBridgeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 without milliseconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

/** Where services put their own events, such as S3's `Object Created`: onto the default bus. */
export type PublishEvent = (event: EventBridgeEvent) => void;
