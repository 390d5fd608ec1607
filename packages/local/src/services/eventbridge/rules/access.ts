import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Access } from '#gateway/service.ts';
import { busName, ruleArn } from '#services/eventbridge/rules/rule.ts';

/** What an operation on a rule, or on its targets, needs to be allowed to do. */
export function ruleAccess(operation: string, input: JsonObject, place: Place): Access[] {
  const name = String(input.Name ?? input.Rule ?? '*');
  const arn = ruleArn(place, busName(optional(input.EventBusName)), name);
  return [{ action: `events:${operation}`, resource: arn }, ...passRole(input)];
}

/** Whoever hands a role to EventBridge must be allowed to. */
function passRole(input: JsonObject): Access[] {
  const targets = Array.isArray(input.Targets) ? input.Targets : [];
  const roles = [input, ...targets].flatMap((holder) => roleOf(holder) ?? []);
  return [...new Set(roles)].map((resource) => ({
    action: 'iam:PassRole',
    resource,
    context: { 'iam:PassedToService': 'events.amazonaws.com' },
  }));
}

function roleOf(holder: unknown): string | undefined {
  return typeof holder === 'object' && holder !== null && 'RoleArn' in holder ? String(holder.RoleArn) : undefined;
}

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
