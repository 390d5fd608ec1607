import { roleName } from '#services/iam/evaluate.ts';
import { awsManagedPolicy } from '#services/iam/managed-policies.ts';
import { type PolicyDocument, PolicyError, parsePolicy } from '#services/iam/policy-document.ts';

interface Role {
  readonly arn: string;
  readonly trust: PolicyDocument;
  readonly attached: Map<string, PolicyDocument>;
}

/** Every policy of the template, filled by its resource types and asked by the authorizer. */
export class PolicyStore {
  readonly #roles = new Map<string, Role>();
  readonly #managed = new Map<string, PolicyDocument>();
  readonly #resources = new Map<string, Map<string, PolicyDocument>>();

  /** Throws `PolicyError` for a document that cannot be judged, here and below. */
  setRole(arn: string, trust: unknown): void {
    const document = parsePolicy(`${roleName(arn)} (trust policy)`, trust);
    this.#roles.set(roleName(arn), { arn, trust: document, attached: new Map() });
  }

  /** Attaches a policy to a role, known by its name; a policy of the same name is replaced. */
  attach(role: string, policyName: string, document: unknown): void {
    this.#role(role).attached.set(policyName, parsePolicy(policyName, document));
  }

  defineManaged(arn: string, document: unknown): void {
    this.#managed.set(arn, parsePolicy(arn, document));
  }

  attachManaged(role: string, policyArn: string): void {
    const document = this.#managed.get(policyArn) ?? awsManagedPolicy(policyArn);
    if (!document) throw new PolicyError(`The managed policy ${policyArn} is not known here.`);
    this.#role(role).attached.set(policyArn, document);
  }

  /** For a bucket, queue, topic, function or bus; several by name. */
  setResourcePolicy(resourceArn: string, policyName: string, document: unknown): void {
    const policies = this.#resources.get(resourceArn) ?? new Map<string, PolicyDocument>();
    policies.set(policyName, parsePolicy(`${policyName} of ${resourceArn}`, document));
    this.#resources.set(resourceArn, policies);
  }

  removeResourcePolicy(resourceArn: string, policyName: string): void {
    this.#resources.get(resourceArn)?.delete(policyName);
  }

  get roleArns(): readonly string[] {
    return [...this.#roles.values()].map(({ arn }) => arn);
  }

  /** The policies of each resource that has any, by their names. */
  get allResourcePolicies(): ReadonlyMap<string, ReadonlyMap<string, PolicyDocument>> {
    return this.#resources;
  }

  trustOf(roleArn: string): PolicyDocument | undefined {
    const role = this.#roles.get(roleName(roleArn));
    return role?.arn === roleArn ? role.trust : undefined;
  }

  identityPolicies(roleArn: string): readonly PolicyDocument[] {
    const role = this.#roles.get(roleName(roleArn));
    return role?.arn === roleArn ? [...role.attached.values()] : [];
  }

  /** The policies of the resource itself, of the bucket of an object, or of the function of a version or alias. */
  resourcePolicies(resourceArn: string): readonly PolicyDocument[] {
    if (this.#resources.size === 0) return [];
    const policies = this.#resources.get(resourceArn) ?? this.#resources.get(ownerOf(resourceArn));
    return policies ? [...policies.values()] : [];
  }

  #role(name: string): Role {
    const role = this.#roles.get(name);
    if (!role) throw new PolicyError(`The role ${name} does not exist.`);
    return role;
  }
}

function ownerOf(arn: string): string {
  if (arn.startsWith('arn:aws:s3:::')) return arn.split('/')[0] ?? arn;
  return arn.includes(':lambda:') ? arn.split(':').slice(0, 7).join(':') : arn;
}
