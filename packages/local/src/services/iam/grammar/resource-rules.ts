import { type PolicyKind, SERVICE_OF } from '#services/iam/grammar/kinds.ts';
import type { Fault } from '#services/iam/grammar/refusals.ts';
import type { WrittenStatement } from '#services/iam/grammar/statement.ts';
import { wildcard } from '#services/iam/wildcard.ts';

/** What is wrong with the resources of a statement. */
export function resourceFault(statement: WrittenStatement, kind: PolicyKind): Fault | undefined {
  const { Resource, NotResource } = statement;
  if (Resource && NotResource) return { is: 'syntax', what: 'Resource with NotResource' };
  const resources = Resource ?? NotResource;
  if (kind.of === 'trust') return resources && { is: 'has resource' };
  if (!resources || resources.length === 0) return { is: 'no resource' };
  for (const resource of resources) {
    const fault = resource === '*' ? undefined : (arnFault(resource) ?? ownerFault(resource, kind));
    if (fault) return fault;
  }
  return undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const IAM_PATHS =
  /^(\*|(user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report)\/.*)$/;

function arnFault(resource: string): Fault | undefined {
  // The colon in the name of a variable parts nothing.
  const [arn, partition = '', vendor = '', region = '', , ...rest] = resource
    .replaceAll(/\$\{[^}]*\}/g, '$')
    .split(':');
  if (arn !== 'arn') return { is: 'resource is no ARN', what: resource };
  if (rest.length === 0) return { is: 'legacy', what: resource };
  if (!/^(aws(-cn|-us-gov)?|\*)$/.test(partition)) {
    return { is: 'partition', what: `"${partition}" is not valid for resource "${resource}"` };
  }
  if (!/^[a-z0-9-]+$/.test(vendor)) return { is: 'vendor of a resource', what: resource };
  if ([partition, vendor, region].some((part) => part.includes('$'))) return { is: 'legacy', what: resource };
  if (vendor === 's3' && region !== '' && !rest[0]?.startsWith('accesspoint')) return { is: 'region', what: resource };
  if (vendor !== 'iam') return undefined;
  if (region !== '') return { is: 'IAM region', what: resource };
  return IAM_PATHS.test(rest.join(':')) ? undefined : { is: 'IAM path', what: resource };
}

/** The policy of a resource is about that resource, or what is in it. */
function ownerFault(resource: string, kind: PolicyKind): Fault | undefined {
  if (!('arn' in kind)) return undefined;
  const other: Fault = { is: 'another resource', what: resource };
  const [, , vendor, , , ...rest] = resource.split(':');
  if (vendor !== SERVICE_OF[kind.of]) return other;
  if (kind.of !== 'bucket') return undefined;
  const name = rest.join(':').split('/')[0] ?? '';
  return wildcard(name)(kind.arn.split(':').at(-1) ?? '') ? undefined : other;
}
