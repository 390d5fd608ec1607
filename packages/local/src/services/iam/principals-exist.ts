import type { Place } from '@safelight/asl/identity';
import { quoted } from '#services/iam/grammar/principal-rules.ts';
import { refusal } from '#services/iam/grammar/refusals.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';

interface Inhabitants {
  readonly place: Pick<Place, 'accountId'>;
  hasRole(arn: string): boolean;
  hasRoleNamed(name: string): boolean;
}

/**
 * AWS looks up each principal when a policy is set, and refuses one that is not there. Of other accounts nothing is known
 * here: their users and roles are taken as written.
 * Throws `PolicyError` with the sentence of the kind of policy.
 */
export function checkPrincipals({ name, kind, statements }: PolicyDocument, inhabitants: Inhabitants): void {
  for (const { principals } of statements) {
    const missing = principals?.items.find(({ type, value }) => type !== 'Service' && !exists(value, inhabitants));
    if (missing) throw refusal(name, kind, { is: 'principal', what: quoted([missing.type, missing.value]) });
  }
}

function exists(value: string, { place, hasRole, hasRoleNamed }: Inhabitants): boolean {
  const [, , service, , account, resource = ''] = value.split(':');
  if (service === undefined || account !== place.accountId) return true;
  if (service === 'sts') return hasRoleNamed(resource.split('/')[1] ?? '');
  return resource === 'root' || resource === 'user/developer' || hasRole(value);
}
