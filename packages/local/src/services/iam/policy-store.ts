import type { Place } from '@safelight/asl/identity';
import type { Access, SessionPolicies } from '#gateway/service.ts';
import type { Tags } from '#services/iam/conditions/tag-keys.ts';
import { roleName } from '#services/iam/evaluate.ts';
import { kindOfResource } from '#services/iam/grammar/kinds.ts';
import { LONGEST, PolicyError, refusal } from '#services/iam/grammar/refusals.ts';
import { awsManagedPolicy } from '#services/iam/managed-policies.ts';
import { parsePolicy } from '#services/iam/parse-policy.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';
import { checkPrincipals } from '#services/iam/principals-exist.ts';
import { DEFAULT_SETTINGS, type KeptRole, type Role, type RoleSettings } from '#services/iam/roles.ts';

/** The policies that bear on a resource, and whether an identity policy counts without them. */
interface ResourcePolicies {
  readonly resource: readonly PolicyDocument[];
  readonly resourceDecides: boolean;
}

/** Every policy there is, filled by the template and by API calls, and asked by the authorizer. */
export class PolicyStore {
  readonly #place: Pick<Place, 'accountId'>;
  readonly #roles = new Map<string, Role>();
  readonly #managed = new Map<string, PolicyDocument>();
  readonly #resources = new Map<string, Map<string, PolicyDocument>>();
  readonly #kept = new Set<string>();
  readonly #tags: ((resourceArn: string) => Tags | undefined)[] = [];

  constructor(place: Pick<Place, 'accountId'>) {
    this.#place = place;
  }

  /** Throws `PolicyError` for a document that AWS refuses or that cannot be judged here; so do all that take one. */
  setRole(arn: string, trust: unknown, settings: RoleSettings = DEFAULT_SETTINGS): void {
    const name = roleName(arn);
    this.#roles.set(name, { arn, trust: this.#trust(name, trust), settings, inline: new Map(), managed: new Set() });
  }

  /** A role that an earlier run made by API. Whether its principals are still there is not asked. */
  restoreRole({ arn, trust, settings, inline, managed }: KeptRole): void {
    const name = roleName(arn);
    const document = parsePolicy(`${name} (trust policy)`, { of: 'trust' }, trust);
    const own = Object.entries(inline).map(
      ([each, written]) => [each, parsePolicy(each, { of: 'identity' }, written)] as const,
    );
    this.#roles.set(name, { arn, trust: document, settings, inline: new Map(own), managed: new Set(managed) });
  }

  setTrust(name: string, trust: unknown): void {
    this.changeRole(name, { trust: this.#trust(name, trust) });
  }

  changeRole(name: string, change: Partial<Role>): void {
    this.#roles.set(name, { ...this.#role(name), ...change });
  }

  removeRole(name: string): void {
    this.#roles.delete(name);
  }

  /** Puts an inline policy into a role, known by its name; a policy of the same name is replaced. */
  attach(role: string, policyName: string, document: unknown): void {
    const { inline } = this.#role(role);
    const parsed = parsePolicy(policyName, { of: 'identity' }, document);
    const all = new Map(inline).set(policyName, parsed);
    const size = [...all.values()].reduce((sum, { written }) => sum + JSON.stringify(written).length, 0);
    if (size > LONGEST.identity) throw refusal(role, { of: 'identity' }, { is: 'length' });
    this.changeRole(role, { inline: all });
  }

  detach(role: string, policyName: string): void {
    const inline = new Map(this.#role(role).inline);
    inline.delete(policyName);
    this.changeRole(role, { inline });
  }

  /** `isKept` marks one that was made by API, and is not in the template. */
  defineManaged(arn: string, document: unknown, { isKept = false } = {}): void {
    if (isKept) this.#kept.add(arn);
    this.#managed.set(arn, parsePolicy(arn, { of: 'managed' }, document));
  }

  removeManaged(arn: string): void {
    this.#managed.delete(arn);
    this.#kept.delete(arn);
  }

  /** Of the account. */
  get managedArns(): readonly string[] {
    return [...this.#managed.keys()];
  }

  /** Those that were made by API. */
  get keptArns(): ReadonlySet<string> {
    return this.#kept;
  }

  /** Of the account or of AWS; undefined for one that is not known here. */
  managedPolicy(arn: string): PolicyDocument | undefined {
    return this.#managed.get(arn) ?? awsManagedPolicy(arn);
  }

  attachManaged(role: string, policyArn: string): void {
    if (!this.managedPolicy(policyArn)) throw noSuchPolicy(policyArn);
    this.changeRole(role, { managed: new Set(this.#role(role).managed).add(policyArn) });
  }

  /** For a bucket, queue, topic, key, function or bus; several by name. Whether its principals exist is not asked again. */
  setResourcePolicy(resourceArn: string, policyName: string, document: unknown): void {
    const policies = this.#resources.get(resourceArn) ?? new Map<string, PolicyDocument>();
    policies.set(policyName, parsePolicy(`${policyName} of ${resourceArn}`, kindOfResource(resourceArn), document));
    this.#resources.set(resourceArn, policies);
  }

  /** What AWS asks when somebody sets a policy, before it takes effect: also whether its principals are there. */
  checkResourcePolicy(resourceArn: string, document: unknown): PolicyDocument {
    const parsed = parsePolicy(`policy of ${resourceArn}`, kindOfResource(resourceArn), document);
    this.#checkPrincipals(parsed);
    return parsed;
  }

  removeResourcePolicy(resourceArn: string, policyName: string): void {
    this.#resources.get(resourceArn)?.delete(policyName);
  }

  get roles(): readonly Role[] {
    return [...this.#roles.values()];
  }

  get roleArns(): readonly string[] {
    return this.roles.map(({ arn }) => arn);
  }

  /** The policies of each resource that has any, by their names. */
  get allResourcePolicies(): ReadonlyMap<string, ReadonlyMap<string, PolicyDocument>> {
    return this.#resources;
  }

  findRole(name: string): Role | undefined {
    return this.#roles.get(name);
  }

  trustOf(roleArn: string): PolicyDocument | undefined {
    return this.#byArn(roleArn)?.trust;
  }

  identityPolicies(roleArn: string): readonly PolicyDocument[] {
    const role = this.#byArn(roleArn);
    return role ? [...role.inline.values(), ...this.#documents(role.managed)] : [];
  }

  sessionPolicies({ document, arns }: SessionPolicies): readonly PolicyDocument[] {
    const own = document === undefined ? [] : [parsePolicy('of the session', { of: 'session' }, document)];
    return [...own, ...this.#documents(arns)];
  }

  /**
   * The policies of the resource itself, of the bucket of an object, of the function of a version or alias, or the trust
   * policy of a role that is to be used.
   */
  ofResource({ action, resource }: Pick<Access, 'action' | 'resource'>): ResourcePolicies {
    if (action.startsWith('sts:')) {
      const trust = this.trustOf(resource);
      return { resource: trust ? [trust] : [], resourceDecides: true };
    }
    const policies = this.#resources.get(resource) ?? this.#resources.get(ownerOf(resource));
    return {
      resource: policies ? [...policies.values()] : [],
      resourceDecides: action.startsWith('kms:') && resource !== '*',
    };
  }

  roleTags(roleArn: string): Tags {
    return this.#byArn(roleArn)?.settings.tags ?? {};
  }

  resourceTags(resourceArn: string): Tags | undefined {
    for (const find of [(arn: string) => this.#byArn(arn)?.settings.tags, ...this.#tags]) {
      const tags = find(resourceArn);
      if (tags) return tags;
    }
    return undefined;
  }

  /** A service that knows the tags of its resources. */
  serveTags(find: (resourceArn: string) => Tags | undefined): void {
    this.#tags.push(find);
  }

  #documents(arns: Iterable<string>): readonly PolicyDocument[] {
    return [...arns].flatMap((arn) => this.managedPolicy(arn) ?? []);
  }

  #trust(name: string, document: unknown): PolicyDocument {
    const parsed = parsePolicy(`${name} (trust policy)`, { of: 'trust' }, document);
    this.#checkPrincipals(parsed);
    return parsed;
  }

  #checkPrincipals(document: PolicyDocument): void {
    checkPrincipals(document, {
      place: this.#place,
      hasRole: (arn) => this.#byArn(arn) !== undefined,
      hasRoleNamed: (name) => this.#roles.has(name),
    });
  }

  #byArn(arn: string): Role | undefined {
    const role = this.#roles.get(roleName(arn));
    return role?.arn === arn ? role : undefined;
  }

  #role(name: string): Role {
    const role = this.#roles.get(name);
    if (!role) throw noSuchRole(name);
    return role;
  }
}

export const noSuchRole = (name: string) =>
  new PolicyError(name, { code: 'NoSuchEntity', message: `The role with name ${name} cannot be found.`, status: 404 });

export const noSuchPolicy = (arn: string) =>
  new PolicyError(arn, {
    code: 'NoSuchEntity',
    message: `Policy ${arn} does not exist or is not attachable.`,
    status: 404,
  });

function ownerOf(arn: string): string {
  if (arn.startsWith('arn:aws:s3:::')) return arn.split('/')[0] ?? arn;
  return arn.includes(':lambda:') ? arn.split(':').slice(0, 7).join(':') : arn;
}
