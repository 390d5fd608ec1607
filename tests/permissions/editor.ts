import type { PolicyStore } from '@safelight/local/services/iam/policy-store';
import { type Holder, type Permission, readDocument, without } from '#tests/permissions/permission.ts';

/** Takes permissions away from a running system, and gives them back. */
export interface Editor {
  /** Returns what gives it back. */
  remove(permission: Permission): () => void;
}

/** Trusts nobody, and denies it to a service that there is not: a role without a trust policy there is not either. */
const NOBODY = {
  Statement: [{ Effect: 'Deny', Principal: { Service: 'macie.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** A policy of which nothing is left is taken away, as an empty one is refused. */
function put(policies: PolicyStore, { kind, arn }: Holder, policyName: string, document: object | undefined): void {
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  if (kind === 'trust') policies.setTrust(role, document ?? NOBODY);
  else if (kind === 'role') document ? policies.attach(role, policyName, document) : policies.detach(role, policyName);
  else if (document) policies.setResourcePolicy(arn, policyName, document);
  else policies.removeResourcePolicy(arn, policyName);
}

export function createEditor(policies: PolicyStore): Editor {
  const removed = new Set<Permission>();
  const originals = new Map<string, unknown>();

  function writtenOf({ kind, arn }: Holder, policyName: string): unknown {
    const id = `${arn} ${policyName}`;
    if (!originals.has(id)) {
      const role = policies.findRole(arn.slice(arn.lastIndexOf('/') + 1));
      const documents = {
        role: role?.inline.get(policyName),
        trust: role?.trust,
        resource: policies.allResourcePolicies.get(arn)?.get(policyName),
      };
      originals.set(id, documents[kind]?.written);
    }
    return originals.get(id);
  }

  function rewrite({ holder, policyName }: Permission): void {
    const gone = [...removed].filter((one) => one.holder.arn === holder.arn && one.policyName === policyName);
    put(policies, holder, policyName, without(readDocument(writtenOf(holder, policyName)), gone));
  }

  return {
    remove(permission) {
      removed.add(permission);
      rewrite(permission);
      return () => {
        removed.delete(permission);
        rewrite(permission);
      };
    },
  };
}
