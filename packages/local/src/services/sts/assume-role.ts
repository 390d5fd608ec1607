import type { Clock } from '@safelight/asl/clock';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import type { InputMembers, Operation } from '#gateway/dispatch/operation.ts';
import type { Principal, SessionPolicies } from '#gateway/service.ts';
import { roleName, sessionArn } from '#services/iam/evaluate.ts';
import { LONGEST, PolicyError } from '#services/iam/grammar/refusals.ts';
import { parsePolicy } from '#services/iam/parse-policy.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { roleId } from '#services/iam/request-context.ts';

interface AssumeRoleDeps {
  readonly clock: Clock;
  readonly credentials: CredentialStore;
  readonly policies: PolicyStore;
}

const LEAST_SECONDS = 900;
const MOST_SECONDS = 43_200;
/** Of a session that another session begins. */
const CHAINED_SECONDS = 3_600;
const MOST_POLICIES = 10;

const INPUT: InputMembers = {
  members: ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'ExternalId', 'Policy', 'PolicyArns'],
  // They mean more than this system keeps of a session.
  refused: [
    ...['ProvidedContexts', 'SerialNumber', 'SourceIdentity', 'Tags', 'TokenCode', 'TransitiveTagKeys'],
    'MinimumSessionTokenSize',
  ],
};

/**
 * A session of a role, for whom its trust policy lets in.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole = ({ clock, credentials, policies }: AssumeRoleDeps): Operation => ({
  input: INPUT,
  access(input) {
    const RoleSessionName = pattern(input, 'RoleSessionName', /^[\w+=,.@-]{2,64}$/);
    const ExternalId =
      input.ExternalId === undefined ? undefined : pattern(input, 'ExternalId', /^[\w+=,.@:/-]{2,1224}$/);
    const context = { 'sts:ExternalId': ExternalId, 'sts:RoleSessionName': RoleSessionName };
    return [{ action: 'sts:AssumeRole', resource: pattern(input, 'RoleArn', /^arn:.{16,2044}$/), context }];
  },
  run(input, { principal }) {
    const roleArn = String(input.RoleArn);
    const sessionName = String(input.RoleSessionName);
    const sessionPolicies = readPolicies(input, policies);
    const seconds = duration(input, principal, policies.findRole(roleName(roleArn))?.settings.maxSessionSeconds);
    const expiresAt = clock.now() + seconds * 1_000;
    const begun = { issuedAt: clock.now(), ...(sessionPolicies && { sessionPolicies }) };
    const keys = credentials.forSession({ kind: 'role', roleArn, sessionName, ...begun }, expiresAt);
    return {
      Credentials: {
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        SessionToken: keys.sessionToken,
        Expiration: new Date(expiresAt),
      },
      AssumedRoleUser: {
        Arn: sessionArn(roleArn, sessionName),
        AssumedRoleId: `${roleId(roleName(roleArn))}:${sessionName}`,
      },
      ...(sessionPolicies && { PackedPolicySize: packedSize(sessionPolicies) }),
    };
  },
});

/** A member that must be there, in AWS's form. */
function pattern(input: JsonObject, name: string, form: RegExp): string {
  const value = input[name];
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  if (typeof value !== 'string') {
    throw invalid(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  if (form.test(value)) return value;
  throw invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${form.source}`,
  );
}

function duration(input: JsonObject, principal: Principal, most = CHAINED_SECONDS): number {
  if (input.DurationSeconds === undefined) return CHAINED_SECONDS;
  const seconds = Number(input.DurationSeconds);
  const wrong = (than: string) =>
    invalid(
      `1 validation error detected: Value '${input.DurationSeconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${than}`,
    );
  if (!(seconds >= LEAST_SECONDS)) throw wrong(`greater than or equal to ${LEAST_SECONDS}`);
  if (seconds > MOST_SECONDS) throw wrong(`less than or equal to ${MOST_SECONDS}`);
  if (principal.kind === 'role' && seconds > CHAINED_SECONDS) {
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.');
  }
  if (seconds > most) throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  return seconds;
}

function readPolicies({ Policy, PolicyArns }: JsonObject, policies: PolicyStore): SessionPolicies | undefined {
  if (Policy === undefined && PolicyArns === undefined) return undefined;
  const document = typeof Policy === 'string' ? Policy : undefined;
  const arns = (Array.isArray(PolicyArns) ? PolicyArns : []).map(arnOf);
  if (arns.length > MOST_POLICIES) {
    throw invalid(
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${MOST_POLICIES}`,
    );
  }
  const unknown = arns.find((arn) => !policies.managedPolicy(arn));
  if (unknown !== undefined) throw new AwsError('MalformedPolicyDocument', `The policy ${unknown} does not exist.`);
  if (document !== undefined && document.length + arns.join('').length > LONGEST.session) throw tooLong(document);
  if (document !== undefined) parsePolicy('of the session', { of: 'session' }, document);
  return { ...(document !== undefined && { document }), arns };
}

const arnOf = (entry: unknown): string =>
  typeof entry === 'object' && entry !== null && 'arn' in entry ? String(entry.arn) : String(entry);

const tooLong = (document: string) =>
  new PolicyError('of the session', {
    code: 'PackedPolicyTooLarge',
    message: `Packed policy consumes ${packedSize({ document, arns: [] })}% of allotted space, please use smaller policy.`,
  });

/** In percent of what is allowed. */
const packedSize = ({ document = '', arns }: SessionPolicies) =>
  Math.ceil(((document.length + arns.join('').length) * 100) / LONGEST.session);

const invalid = (message: string) => new AwsError('ValidationError', message);
