import { conditionKey } from '#services/iam/conditions/condition-keys.ts';
import { type Condition, compileCondition } from '#services/iam/conditions/conditions.ts';
import { actionFault } from '#services/iam/grammar/action-rules.ts';
import type { PolicyKind } from '#services/iam/grammar/kinds.ts';
import { principalFault, principalsIn } from '#services/iam/grammar/principal-rules.ts';
import { type Fault, LONGEST, refusal, unsupported } from '#services/iam/grammar/refusals.ts';
import { resourceFault } from '#services/iam/grammar/resource-rules.ts';
import { readWritten, type WrittenPrincipal, type WrittenStatement } from '#services/iam/grammar/statement.ts';
import type { PolicyDocument, PrincipalEntry, Selection, Statement } from '#services/iam/policy-document.ts';
import { readText, textPattern, variablesOf } from '#services/iam/policy-text.ts';
import { wildcard } from '#services/iam/wildcard.ts';

/** Where a statement stands, for whoever is told what is wrong with it. */
interface Site {
  readonly policy: string;
  readonly kind: PolicyKind;
  readonly variables: boolean;
}

/**
 * Reads a document by the rules of its kind; a text is its JSON. Throws `PolicyError` with AWS's error for what AWS
 * refuses, and in our own words for a condition key or variable that cannot be judged here.
 */
export function parsePolicy(policy: string, kind: PolicyKind, input: unknown): PolicyDocument {
  const refuse = (fault: Fault) => refusal(policy, kind, fault);
  const document = typeof input === 'string' ? fromJson(input) : input;
  if (document === undefined) throw refuse({ is: 'json' });
  if (JSON.stringify(document).length > LONGEST[kind.of]) throw refuse({ is: 'length' });
  const written = readWritten(document);
  if ('is' in written) throw refuse(written);
  const fault = versionFault(written.variables, kind) ?? firstFault(written.statements, kind);
  if (fault) throw refuse(fault);
  const site = { policy, kind, variables: written.variables };
  const statements = written.statements.map((statement) => compileStatement(site, statement));
  return { name: policy, kind, statements, written: document };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Managed policies are never of 2008-10-17, which is what one without a version is. */
const versionFault = (isCurrent: boolean, { of }: PolicyKind): Fault | undefined =>
  of === 'managed' && !isCurrent ? { is: 'old version' } : undefined;

function firstFault(statements: readonly WrittenStatement[], kind: PolicyKind): Fault | undefined {
  for (const statement of statements) {
    const fault =
      principalFault(statement, kind) ??
      resourceFault(statement, kind) ??
      actionFault(statement, kind) ??
      sidFault(statement, kind);
    if (fault) return fault;
  }
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== '');
  const twice = sids.find((sid, at) => sids.indexOf(sid) !== at);
  return twice === undefined ? undefined : { is: 'Sid twice', what: twice };
}

/** The services that keep policies of their own take any text. */
const sidFault = ({ Sid = '' }: WrittenStatement, kind: PolicyKind): Fault | undefined =>
  'arn' in kind || /^[0-9A-Za-z]*$/.test(Sid) ? undefined : { is: 'Sid', what: Sid };

function compileStatement(site: Site, written: WrittenStatement): Statement {
  refuseUnknownTags(site, written);
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = written;
  return {
    sid: written.Sid,
    effect: written.Effect,
    actions: selection(Action, NotAction, (action) => wildcard(action, { ignoreCase: true })) ?? NOTHING,
    resources: selection(Resource, NotResource, (resource) => resourcePattern(site, resource)),
    principals: selection(Principal && entries(Principal), NotPrincipal && entries(NotPrincipal), (entry) => entry),
    conditions: Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => condition(site, operator, key, values)),
    ),
  };
}

/** Services that tell the tags of their resources here. */
const TAGGED = new Set(['iam', 'sns', 'sqs', 'states', 'sts']);

/** `aws:ResourceTag/…` of any other service would be absent here and not on AWS. */
function refuseUnknownTags({ policy }: Site, written: WrittenStatement): void {
  const { Condition = {}, Resource = [], Action = ['*'] } = written;
  if (!/"aws:resourcetag\/|\$\{aws:resourcetag\//i.test(JSON.stringify([Condition, Resource]))) return;
  const service = Action.map((action) => action.split(':')[0] ?? '').find((name) => !TAGGED.has(name.toLowerCase()));
  if (service !== undefined) throw unsupported(policy, `asks for the tags of resources of ${service}`);
}

const NOTHING: Selection<never> = { kind: 'only', items: [] };

function selection<Written, Item>(
  only: readonly Written[] | undefined,
  except: readonly Written[] | undefined,
  compile: (written: Written) => Item,
): Selection<Item> | undefined {
  if (only !== undefined) return { kind: 'only', items: only.map(compile) };
  return except === undefined ? undefined : { kind: 'except', items: except.map(compile) };
}

const entries = (written: WrittenPrincipal): readonly PrincipalEntry[] =>
  written === '*' ? [{ type: '*', value: '*' }] : principalsIn(written).map(([type, value]) => ({ type, value }));

function resourcePattern({ policy, variables }: Site, resource: string) {
  const text = readText(resource, { wildcards: true, variables });
  checkVariables(policy, text);
  return textPattern(text);
}

function condition(
  { policy, kind, variables }: Site,
  operator: string,
  key: string,
  values: readonly string[],
): Condition {
  if (!key.includes(':')) throw refusal(policy, kind, { is: 'action without prefix', what: key });
  if (!conditionKey(key)) throw unsupported(policy, `has the condition key ${key}`);
  if (variables) for (const value of values) checkVariables(policy, readText(value, { wildcards: false, variables }));
  const compiled = compileCondition(operator, key, values, { variables });
  if (compiled === 'operator') throw refusal(policy, kind, { is: 'operator', what: operator });
  if (compiled === 'value') throw refusal(policy, kind, { is: 'condition value', what: values.join(', ') });
  return compiled;
}

function checkVariables(policy: string, text: ReturnType<typeof readText>): void {
  const unknown = variablesOf(text).find(({ key }) => !conditionKey(key));
  if (unknown) throw unsupported(policy, `has the variable \${${unknown.key}}`);
}
