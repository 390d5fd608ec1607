import { type PolicyKind, SERVICE_OF } from '#services/iam/grammar/kinds.ts';
import { ON_QUEUES, ON_TOPICS } from '#services/iam/grammar/messaging-actions.ts';
import type { Fault } from '#services/iam/grammar/refusals.ts';
import { ON_BUCKETS, ON_OBJECTS } from '#services/iam/grammar/s3-actions.ts';
import type { WrittenStatement } from '#services/iam/grammar/statement.ts';
import { wildcard } from '#services/iam/wildcard.ts';

/** What is wrong with the actions of a statement. */
export function actionFault(statement: WrittenStatement, kind: PolicyKind): Fault | undefined {
  const { Action, NotAction } = statement;
  if (Action && NotAction) return { is: 'syntax', what: 'Action with NotAction' };
  const actions = Action ?? NotAction ?? [];
  if (actions.length === 0) return { is: 'no action' };
  for (const action of actions) {
    const fault = formFault(action) ?? serviceFault(action, kind);
    if (fault) return fault;
  }
  return kind.of === 'bucket' && Action ? withoutResource(Action, statement.Resource) : undefined;
}

function formFault(action: string): Fault | undefined {
  if (action === '*') return undefined;
  const [vendor = '', name, ...more] = action.split(':');
  if (more.length > 0) return { is: 'action with colons', what: action };
  if (name === undefined || vendor === '' || name === '') return { is: 'action without prefix', what: action };
  return /^[a-z0-9.-]+$/i.test(vendor) ? undefined : { is: 'vendor', what: vendor };
}

function serviceFault(action: string, kind: PolicyKind): Fault | undefined {
  const { of } = kind;
  if (of === 'identity' || of === 'managed' || of === 'session') return undefined;
  const [vendor = '', name = '*'] = action.toLowerCase().split(':');
  const isEverything = action === '*' && of !== 'trust' && of !== 'topic';
  if (isEverything) return undefined;
  if (vendor !== SERVICE_OF[of]) return { is: 'action of another service', what: action };
  const known = KNOWN[of]?.();
  if (!known) return undefined;
  const isKnown = of === 'topic' ? known.has(name) : [...known].some(wildcard(name));
  return isKnown ? undefined : { is: 'action of another service', what: action };
}

const lowerCase = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
const IN_TRUST = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'SetContext',
  'SetSourceIdentity',
  'TagSession',
];

/** Names of actions that the policy of a kind may hold, in lower case; absent where every name is taken. */
const KNOWN: Readonly<Partial<Record<PolicyKind['of'], () => ReadonlySet<string>>>> = {
  trust: () => lowerCase(IN_TRUST),
  bucket: () => new Set([...ON_BUCKETS, ...ON_OBJECTS]),
  queue: () => lowerCase(ON_QUEUES),
  topic: () => lowerCase(ON_TOPICS),
};

/** Each action on a bucket, or on objects, needs a resource of its kind in the statement. */
function withoutResource(actions: readonly string[], resources: readonly string[] | undefined): Fault | undefined {
  if (!resources) return undefined;
  const hasObjects = resources.some((resource) => /[/*]/.test(resource));
  const hasBucket = resources.some((resource) => !resource.includes('/'));
  const idle = actions.find((action) => {
    const matches = wildcard(action.toLowerCase().replace(/^s3:/, ''));
    return !(hasObjects && [...ON_OBJECTS].some(matches)) && !(hasBucket && [...ON_BUCKETS].some(matches));
  });
  return idle === undefined ? undefined : { is: 'action of another kind', what: idle };
}
