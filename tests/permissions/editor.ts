import type { PolicyStore } from '@safelight/local/services/iam/policy-store';
import { type Holder, type Permission, readDocument, without } from '#tests/permissions/permission.ts';

/** Takes permissions away from a running system, and gives them back. */
export interface Editor {
  /** Returns what gives it back. */
  remove(permission: Permission): () => void;
}

export function createEditor(policies: PolicyStore): Editor {
  const removed = new Set<Permission>();
  const originals = new Map<string, unknown>();

  function writtenOf({ kind, arn }: Holder, policyName: string): unknown {
    const id = `${arn} ${policyName}`;
    if (!originals.has(id)) {
      const documents =
        kind === 'role' ? policies.identityPolicies(arn) : [policies.allResourcePolicies.get(arn)?.get(policyName)];
      originals.set(id, documents.find((each) => kind === 'resource' || each?.name === policyName)?.written);
    }
    return originals.get(id);
  }

  function rewrite({ holder, policyName }: Permission): void {
    const gone = [...removed].filter((one) => one.holder.arn === holder.arn && one.policyName === policyName);
    const document = without(readDocument(writtenOf(holder, policyName)), gone);
    if (holder.kind === 'role') policies.attach(holder.arn.split('/').at(-1) ?? '', policyName, document);
    else policies.setResourcePolicy(holder.arn, policyName, document);
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
