import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type { Access, Principal, RequestFacts } from '#gateway/service.ts';
import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
import { type TagSource, tagKeys } from '#services/iam/conditions/tag-keys.ts';
import { roleName } from '#services/iam/evaluate.ts';

interface ContextOptions {
  readonly principal: Principal;
  readonly access: Access;
  readonly request: RequestFacts | undefined;
  readonly place: Place;
  readonly clock: Clock;
  readonly tags: TagSource;
}

type Pairs = readonly (readonly [string, string | readonly string[] | undefined])[];

/**
 * The keys that policies may ask about, gathered when the first of them is asked for: few policies have conditions. What stays on
 * this machine's loopback counts as secure transport: nothing can listen on it, and policies that demand TLS would otherwise
 * forbid everything here.
 */
export function requestContext(options: ContextOptions): ConditionContext {
  const { principal, access, tags } = options;
  let gathered: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    get(key) {
      gathered ??= gather(options);
      const via = gathered.get('aws:calledvia');
      return (
        gathered.get(key) ?? access.lookUp?.(key) ?? tagKeys(key, { principal, access, tags }) ?? viaKeys(key, via)
      );
    },
  };
}

function gather(options: ContextOptions): ReadonlyMap<string, readonly string[]> {
  const { principal, access, place } = options;
  const keys = new Map<string, readonly string[]>();
  const own = Object.entries(access.context ?? {});
  for (const [key, value] of [...requestKeys(options), ...principalKeys(principal, place), ...own]) {
    if (value !== undefined) keys.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return keys.set('aws:viaawsservice', [String(keys.has('aws:calledvia'))]);
}

function requestKeys({ access, request, place, clock }: ContextOptions): Pairs {
  const now = clock.now();
  return [
    ['aws:SecureTransport', 'true'],
    // S3's own word for the same: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
    ['s3:TlsVersion', access.action.startsWith('s3:') ? '1.3' : undefined],
    ['aws:SourceIp', '127.0.0.1'],
    // IAM has one endpoint, wherever one calls from.
    ['aws:RequestedRegion', access.action.startsWith('iam:') ? 'us-east-1' : place.region],
    ['aws:ResourceAccount', place.accountId],
    ['s3:ResourceAccount', access.action.startsWith('s3:') ? place.accountId : undefined],
    ['aws:CurrentTime', new Date(now).toISOString()],
    ['aws:EpochTime', String(Math.floor(now / 1_000))],
    ['aws:UserAgent', request?.headers['user-agent']],
    ['aws:Referer', request?.headers.referer],
  ];
}

/** Services that say whom they act for in the way of old, which the default policy of a topic asks for. */
const ACTING_FOR_OWNERS = new Set(['cloudwatch.amazonaws.com']);

function principalKeys(principal: Principal, { accountId }: Place): Pairs {
  if (principal.kind === 'service') {
    return [
      ['aws:PrincipalIsAWSService', 'true'],
      ['aws:PrincipalServiceName', principal.service],
      ['aws:PrincipalServiceNamesList', [principal.service]],
      ['aws:SourceAccount', accountId],
      ['aws:SourceArn', principal.sourceArn],
      ['aws:SourceOwner', ACTING_FOR_OWNERS.has(principal.service) ? accountId : undefined],
    ];
  }
  const own: Pairs = [['aws:PrincipalIsAWSService', 'false']];
  if (principal.kind === 'anonymous') return [...own, ['aws:PrincipalType', 'Anonymous'], ['aws:userid', 'anonymous']];
  const account: Pairs = [...own, ['aws:PrincipalAccount', accountId]];
  return [...account, ...(principal.kind === 'role' ? sessionKeys(principal) : userKeys(principal.arn))];
}

const userKeys = (arn: string): Pairs => [
  ['aws:PrincipalArn', arn],
  ['aws:PrincipalType', 'User'],
  ['aws:username', arn.split('/').at(-1)],
  ['aws:userid', 'AIDADEVELOPER'],
];

/** Temporary credentials say whether a second factor was used; an access key of a user says nothing. */
function sessionKeys(principal: Extract<Principal, { readonly kind: 'role' }>): Pairs {
  const { roleArn, sessionName, issuedAt, sourceFunctionArn } = principal;
  return [
    ['aws:PrincipalArn', roleArn],
    ['aws:PrincipalType', 'AssumedRole'],
    ['aws:userid', `${roleId(roleName(roleArn))}:${sessionName}`],
    ['aws:MultiFactorAuthPresent', 'false'],
    ['aws:TokenIssueTime', issuedAt === undefined ? undefined : new Date(issuedAt).toISOString()],
    ['lambda:SourceFunctionArn', sourceFunctionArn],
  ];
}

/** What IAM calls the unique id of a role. */
export const roleId = (name: string) =>
  `AROA${name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .padEnd(17, 'X')
    .slice(0, 17)}`;

function viaKeys(key: string, via: readonly string[] | undefined): readonly string[] | undefined {
  if (key !== 'aws:calledviafirst' && key !== 'aws:calledvialast') return undefined;
  const service = via?.at(key === 'aws:calledviafirst' ? 0 : -1);
  return service === undefined ? undefined : [service];
}
