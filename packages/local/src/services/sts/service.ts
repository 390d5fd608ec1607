import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import { type QueryOperation, queryService } from '#gateway/query-service.ts';
import type { Authorize, Principal, Service } from '#gateway/service.ts';
import { roleName, sessionArn } from '#services/iam/evaluate.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';

interface StsDeps {
  readonly clock: Clock;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly credentials: CredentialStore;
  readonly policies: PolicyStore;
}

/** AWS Security Token Service: who one is, and becoming a role of the template. */
export function createStsService(deps: StsDeps): { readonly service: Service } {
  const operations = { GetCallerIdentity: getCallerIdentity(deps), AssumeRole: assumeRole(deps) };
  const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
  return { service: queryService({ signingName: 'sts', namespace, operations, authorize: deps.authorize }) };
}

/** Everybody may ask who they are. */
const getCallerIdentity = ({ place }: StsDeps): QueryOperation => ({
  access: () => [],
  run: (_input, { principal }) => ({ ...whoIs(principal), Account: place.accountId }),
});

function whoIs(principal: Principal): { readonly Arn: string; readonly UserId: string } {
  switch (principal.kind) {
    case 'developer':
      return { Arn: principal.arn, UserId: 'AIDADEVELOPER' };
    case 'role':
      return {
        Arn: sessionArn(principal.roleArn, principal.sessionName),
        UserId: `${roleName(principal.roleArn)}:${principal.sessionName}`,
      };
    case 'service':
      return { Arn: principal.service, UserId: principal.service };
    case 'anonymous':
      throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
    default:
      return assertNever(principal);
  }
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const assumeRole = ({ clock, credentials, policies }: StsDeps): QueryOperation => ({
  access: (input) => [{ action: 'sts:AssumeRole', resource: text(input, 'RoleArn') }],
  run(input) {
    const roleArn = text(input, 'RoleArn');
    const sessionName = text(input, 'RoleSessionName');
    if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) throw invalid(`RoleSessionName ${sessionName} is not valid.`);
    const seconds = Number(input.DurationSeconds ?? 3_600);
    if (!(seconds >= 900 && seconds <= 43_200)) throw invalid('DurationSeconds must be between 900 and 43200.');
    if (!policies.trustOf(roleArn)) throw invalid(`The role ${roleArn} does not exist.`);
    const expiresAt = clock.now() + seconds * 1_000;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials.forSession(roleArn, sessionName, expiresAt);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: new Date(expiresAt),
      },
      AssumedRoleUser: {
        Arn: sessionArn(roleArn, sessionName),
        AssumedRoleId: `${roleName(roleArn)}:${sessionName}`,
      },
    };
  },
});

function text(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(`The parameter ${name} is missing.`);
}

const invalid = (message: string) => new AwsError('ValidationError', message);

function assertNever(principal: never): never {
  throw new Error(`No such principal: ${JSON.stringify(principal)}`);
}
