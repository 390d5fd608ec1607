import * as z from 'zod';
import { isConditionKey } from '#services/iam/condition-keys.ts';
import { type Condition, compileCondition } from '#services/iam/conditions.ts';
import { type Pattern, wildcard } from '#services/iam/wildcard.ts';

/** Whom a statement is about: `AWS` holds ARNs and account numbers, `Service` names like `events.amazonaws.com`. */
export interface PrincipalEntry {
  readonly type: '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  readonly value: string;
}

/** A list of patterns, or everything but what they match. */
export interface Selection<Item> {
  readonly kind: 'only' | 'except';
  readonly items: readonly Item[];
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Selection<Pattern>;
  /** Undefined in a trust policy, which is about the role that it belongs to. */
  readonly resources: Selection<Pattern> | undefined;
  /** Undefined in an identity policy, which is about whom it is attached to. */
  readonly principals: Selection<PrincipalEntry> | undefined;
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** As it was written, for whoever shows or changes it. */
  readonly written: unknown;
}

/** A policy that cannot be judged: one line that says which and why. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const oneOrMore = z.union([z.string(), z.array(z.string())]);
const principal = z.union([
  z.literal('*'),
  z.partialRecord(z.enum(['AWS', 'Service', 'Federated', 'CanonicalUser']), oneOrMore),
]);
const statement = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.optional(principal),
  NotPrincipal: z.optional(principal),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])))),
});
const document = z.strictObject({
  Version: z.optional(z.enum(['2012-10-17', '2008-10-17'])),
  Id: z.optional(z.string()),
  Statement: z.union([statement, z.array(statement)]),
});

/** Throws `PolicyError` for a document, operator, key or variable that cannot be judged here. */
export function parsePolicy(name: string, input: unknown): PolicyDocument {
  const parsed = document.safeParse(input);
  if (!parsed.success) throw new PolicyError(`The policy ${name} is not valid: ${z.prettifyError(parsed.error)}`);
  const statements = Array.isArray(parsed.data.Statement) ? parsed.data.Statement : [parsed.data.Statement];
  return { name, statements: statements.map((item) => compileStatement(name, item)), written: input };
}

type Written = z.infer<typeof statement>;

function compileStatement(name: string, written: Written): Statement {
  const actions = selection(written.Action, written.NotAction, (action) => wildcard(action, { ignoreCase: true }));
  if (!actions) throw new PolicyError(`The policy ${name} has a statement without Action or NotAction.`);
  return {
    sid: written.Sid,
    effect: written.Effect,
    actions,
    resources: selection(written.Resource, written.NotResource, (resource) => resourcePattern(name, resource)),
    principals: principals(written),
    conditions: Object.entries(written.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => condition(name, operator, key, values)),
    ),
  };
}

function selection<Item>(
  only: string | readonly string[] | undefined,
  except: string | readonly string[] | undefined,
  compile: (text: string) => Item,
): Selection<Item> | undefined {
  if (only !== undefined) return { kind: 'only', items: [only].flat().map(compile) };
  return except === undefined ? undefined : { kind: 'except', items: [except].flat().map(compile) };
}

function resourcePattern(name: string, resource: string): Pattern {
  if (resource.includes('${')) {
    throw new PolicyError(`The policy ${name} uses a variable in ${resource}, which is not supported here.`);
  }
  return wildcard(resource);
}

function principals({ Principal, NotPrincipal }: Written): Selection<PrincipalEntry> | undefined {
  if (Principal !== undefined) return { kind: 'only', items: principalEntries(Principal) };
  return NotPrincipal === undefined ? undefined : { kind: 'except', items: principalEntries(NotPrincipal) };
}

function principalEntries(written: z.infer<typeof principal>): readonly PrincipalEntry[] {
  if (written === '*') return [{ type: '*', value: '*' }];
  const types = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
  return types.flatMap((type) => [written[type] ?? []].flat().map((value) => ({ type, value })));
}

function condition(name: string, operator: string, key: string, values: unknown): Condition {
  if (!isConditionKey(key))
    throw new PolicyError(`The policy ${name} has the condition key ${key}, which is not known here.`);
  const compiled = compileCondition(operator, key, [values].flat().map(String));
  if (compiled) return compiled;
  throw new PolicyError(`The policy ${name} has the condition operator ${operator}, which is not known here.`);
}
