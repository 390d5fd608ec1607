import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import type { Authorize, Principal } from '#gateway/service.ts';
import { roleName, sessionArn } from '#services/iam/evaluate.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { roleId } from '#services/iam/request-context.ts';
import { assumeRole } from '#services/sts/assume-role.ts';
import { bodies } from '#services/sts/bodies.ts';

interface StsDeps {
  readonly clock: Clock;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly credentials: CredentialStore;
  readonly policies: PolicyStore;
}

/** AWS Security Token Service: who one is, and becoming a role of the template. */
export function createStsService(deps: StsDeps): { readonly service: DispatchedService } {
  const operations = { GetCallerIdentity: getCallerIdentity(deps), AssumeRole: assumeRole(deps) };
  return {
    service: dispatch({ ...WIRE, operations, authorize: deps.authorize }),
  };
}

const WIRE = {
  signingName: 'sts',
  title: 'STS',
  codec: queryCodec('https://sts.amazonaws.com/doc/2011-06-15/'),
  bodies,
  notSupported: (message: string) => new AwsError('NotImplemented', message, 501),
};

/** Everybody may ask who they are. */
const getCallerIdentity = ({ place }: StsDeps): Operation => ({
  input: { members: [] },
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
        UserId: `${roleId(roleName(principal.roleArn))}:${principal.sessionName}`,
      };
    case 'service':
      return { Arn: principal.service, UserId: principal.service };
    case 'anonymous':
      throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
    default:
      return assertNever(principal);
  }
}

function assertNever(principal: never): never {
  throw new Error(`No such principal: ${JSON.stringify(principal)}`);
}
