import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import type { EventBridgeEvent } from '#local/events/event.ts';
import { type Matcher, parsePattern } from '#local/events/pattern/compile.ts';
import type { Delivery, DeliveryQueue } from '#services/eventbridge/delivery/queue.ts';
import { targetInput } from '#services/eventbridge/input/target-input.ts';
import type { Rule } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';
import type { Target } from '#services/eventbridge/rules/target.ts';

/** Where events come in: what matches a rule leaves for the rule's targets. */
export interface Bus {
  /** Puts an event on a bus that exists. */
  put(busName: string, event: EventBridgeEvent, traceHeader?: string): void;
  /** Sends an event to one rule's targets, as its schedule does. */
  fire(rule: Rule, event: EventBridgeEvent): void;
}

interface BusDeps {
  readonly store: RuleStore;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function createBus({ store, queue, clock, ids }: BusDeps): Bus {
  const compiled = new Map<string, Matcher>();

  // Patterns are compiled once; a rule that is put again has another text, or the same meaning.
  function matcher(pattern: string): Matcher {
    const known = compiled.get(pattern) ?? parsePattern(pattern);
    compiled.set(pattern, known);
    return known;
  }

  const matches = ({ state, eventPattern }: Rule, event: EventBridgeEvent): boolean =>
    state === 'ENABLED' && eventPattern !== undefined && matcher(eventPattern)({ ...event });

  function delivery(rule: Rule, target: Target, event: EventBridgeEvent, traceHeader?: string): Delivery {
    const accepted = clock.now();
    const context = { ruleArn: rule.arn, ruleName: rule.name, ingestionTime: new Date(accepted).toISOString() };
    const input = targetInput(target, event, context);
    const trace = traceHeader !== undefined && { traceHeader };
    return { id: ids.uuid(), ruleArn: rule.arn, target, event, input, accepted, ...trace };
  }

  const send = (rules: readonly Rule[], event: EventBridgeEvent, traceHeader?: string): void =>
    queue.add(rules.flatMap((rule) => rule.targets.map((target) => delivery(rule, target, event, traceHeader))));

  return {
    put(busName, event, traceHeader) {
      send(
        store.rules(busName).filter((rule) => matches(rule, event)),
        event,
        traceHeader,
      );
    },
    fire: (rule, event) => send([rule], event),
  };
}
