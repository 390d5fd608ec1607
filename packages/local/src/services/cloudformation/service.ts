import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import { withMembers } from '#gateway/dispatch/with-members.ts';
import type { Authorize } from '#gateway/service.ts';
import { bodies } from '#services/cloudformation/bodies.ts';
import { invalid, type StackContext } from '#services/cloudformation/context.ts';
import type { StackEngine } from '#services/cloudformation/engine.ts';
import { MEMBERS } from '#services/cloudformation/members.ts';
import { changeSetOperations } from '#services/cloudformation/operations/change-sets.ts';
import { exportOperations } from '#services/cloudformation/operations/exports.ts';
import { readOperations } from '#services/cloudformation/operations/reads.ts';
import { resourceOperations } from '#services/cloudformation/operations/resources.ts';
import { stackOperations } from '#services/cloudformation/operations/stacks.ts';
import { templateOperations } from '#services/cloudformation/operations/templates.ts';
import { openStackStore, type StackStore } from '#services/cloudformation/store/stack-store.ts';
import type { Database } from '#store/database.ts';

interface CloudFormationServiceOptions extends Omit<StackContext, 'store' | 'engine'> {
  readonly database: Database;
  readonly authorize: Authorize;
}

export interface CloudFormationService {
  readonly service: DispatchedService;
  readonly store: StackStore;
  /** What makes stacks; it is known when the resource types are. */
  use(engine: StackEngine): void;
}

/** CloudFormation: stacks of the resource types that run here. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export function createCloudFormationService(options: CloudFormationServiceOptions): CloudFormationService {
  const store = openStackStore(options.database);
  let used: StackEngine | undefined;
  const engine = () => {
    if (!used) throw new Error('No engine makes stacks yet.');
    return used;
  };
  const context = { ...options, store, engine };
  return {
    service: dispatch({
      signingName: 'cloudformation',
      title: 'CloudFormation',
      codec: queryCodec('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
      bodies,
      notSupported: invalid,
      operations: withMembers(MEMBERS, {
        ...readOperations(context),
        ...resourceOperations(context),
        ...exportOperations(context),
        ...stackOperations(context),
        ...templateOperations(context),
        ...changeSetOperations(context),
      }),
      authorize: options.authorize,
    }),
    store,
    use(engine) {
      used = engine;
    },
  };
}
