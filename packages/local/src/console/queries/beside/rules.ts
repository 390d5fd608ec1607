import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { faultOf } from './client-fault.ts';

const RULES = 100;
const tested = z.object({ pattern: z.string(), event: z.string() });
const switched = z.object({ isEnabled: z.boolean() });

/** `GET rules?bus=&after=`, `GET rule?of=NAME&bus=`; `POST rule/switch` turns one on or off, `POST rules/test` tries a pattern. */
export function ruleRoutes(events: EventBridgeClient): ConsoleRoutes {
  const busIn = (query: URLSearchParams) => query.get('bus') || 'default';
  return {
    async 'GET rules'({ query }) {
      const NextToken = query.get('after') || undefined;
      const list = new ListRulesCommand({ EventBusName: busIn(query), Limit: RULES, NextToken });
      const { Rules: rows = [], NextToken: next } = await events.send(list);
      const { EventBuses = [] } = await events.send(new ListEventBusesCommand({ Limit: RULES }));
      return { kind: 'json', value: { rows, next, buses: EventBuses.map(({ Name }) => Name) } };
    },
    async 'GET rule'({ of: Name, query }) {
      const EventBusName = busIn(query);
      const { $metadata, ...rule } = await events.send(new DescribeRuleCommand({ Name, EventBusName }));
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
      return { kind: 'json', value: { ...rule, targets: Targets } };
    },
    async 'POST rule/switch'({ of: Name, query, body }) {
      const { isEnabled } = switched.parse(await body());
      const rule = { Name, EventBusName: busIn(query) };
      await (isEnabled ? events.send(new EnableRuleCommand(rule)) : events.send(new DisableRuleCommand(rule)));
      return { kind: 'json', value: {} };
    },
    async 'POST rules/test'({ body }) {
      const { pattern: EventPattern, event: Event } = tested.parse(await body());
      try {
        const { Result } = await events.send(new TestEventPatternCommand({ EventPattern, Event }));
        return { kind: 'json', value: { matches: Result ?? false } };
      } catch (error) {
        return { kind: 'json', value: { problem: faultOf(error) } };
      }
    },
  };
}
