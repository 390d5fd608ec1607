import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import { withMembers } from '#gateway/dispatch/with-members.ts';
import type { Authorize } from '#gateway/service.ts';
import { bodies } from '#services/iam/api/bodies.ts';
import type { IamContext } from '#services/iam/api/context.ts';
import { notImplemented } from '#services/iam/api/input.ts';
import { openKeep } from '#services/iam/api/keep.ts';
import { MEMBERS } from '#services/iam/api/members.ts';
import { policyOperations } from '#services/iam/api/policy-operations.ts';
import { roleOperations } from '#services/iam/api/role-operations.ts';
import { rolePolicyOperations } from '#services/iam/api/role-policy-operations.ts';

interface IamServiceDeps extends IamContext {
  /** Roles and policies made here are kept in `dataDir/iam`. */
  readonly dataDir: string;
  readonly authorize: Authorize;
}

export interface IamService {
  readonly service: DispatchedService;
}

/** Identity and Access Management: roles and managed policies. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export function createIamService(deps: IamServiceDeps): IamService {
  const { save } = openKeep(deps.dataDir, deps.policies);
  const all = { ...roleOperations(deps), ...rolePolicyOperations(deps), ...policyOperations(deps) };
  const operations = withMembers(MEMBERS, all);
  const kept = Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Operation] => [
      name,
      /^(Get|List)/.test(name) ? operation : { ...operation, run: saving(operation.run, save) },
    ]),
  );
  return {
    service: dispatch({ ...WIRE, operations: kept, authorize: deps.authorize }),
  };
}

const WIRE = {
  signingName: 'iam',
  title: 'IAM',
  codec: queryCodec('https://iam.amazonaws.com/doc/2010-05-08/'),
  bodies,
  notSupported: notImplemented,
};

const saving =
  (run: Operation['run'], save: () => void): Operation['run'] =>
  async (input, context) => {
    const output = await run(input, context);
    save();
    return output;
  };
