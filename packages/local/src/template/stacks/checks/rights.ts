import type { Principal } from '#gateway/service.ts';
import { arnOf } from '#template/facts/facts.ts';
import { FACTS } from '#template/facts/rows.ts';
import type { Resource } from '#template/resource-type.ts';
import { nameOf } from '#template/stacks/names.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

export type Deed = 'create' | 'update' | 'remove';

const DEEDS = ['create', 'update', 'remove'] as const;

/**
 * Asks whether whoever deploys may do what CloudFormation does in its name. Throws the service's access-denied error.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
 */
export function askRights(
  deed: Deed,
  { type, properties, logicalId }: Resource,
  principal: Principal,
  { authorize, place }: Workshop,
): void {
  const facts = FACTS[type];
  if (!facts) return;
  const action = facts.rights[DEEDS.indexOf(deed)] ?? '';
  const { on } = facts;
  const placed = (arn: string) => arn.replace('REGION', place.region).replace('ACCOUNT', place.accountId);
  const resources =
    typeof on === 'string' ? [arnOf(on, nameOf(type, properties) ?? logicalId, place)] : on(properties).map(placed);
  for (const resource of resources) authorize(principal, { action, resource });
  if (deed === 'remove' || !facts.passes) return;
  const context = { 'iam:PassedToService': facts.passes.service };
  for (const resource of facts.passes.roles(properties))
    authorize(principal, { action: 'iam:PassRole', resource, context });
}
