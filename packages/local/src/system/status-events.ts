import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { EventBridgeEvent } from '#local/events/event.ts';

interface StatusEventDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
export const statusEvent = (detail: JsonObject, { clock, ids, place }: StatusEventDeps): EventBridgeEvent => ({
  version: '0',
  id: ids.uuid(),
  'detail-type': 'Step Functions Execution Status Change',
  source: 'aws.states',
  account: place.accountId,
  time: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  region: place.region,
  resources: [String(detail.executionArn)],
  detail,
});
