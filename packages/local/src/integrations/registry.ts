import { dynamodb } from './dynamodb.ts';
import { eventbridge } from './eventbridge.ts';
import type { Integration } from './integration.ts';
import { lambda } from './lambda.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { states } from './states.ts';

/** The optimized integrations, as data: docs/supported.md is written from them. */
export const integrations: readonly Integration[] = [dynamodb, eventbridge, lambda, sns, sqs, states];

/** By service. Throws when two of them claim the same one. */
export function registryOf(list: readonly Integration[]): ReadonlyMap<string, Integration> {
  const registry = new Map<string, Integration>();
  for (const integration of list) {
    if (registry.has(integration.service)) throw new Error(`two integrations for ${integration.service}`);
    registry.set(integration.service, integration);
  }
  return registry;
}
