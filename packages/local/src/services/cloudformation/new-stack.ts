import type { StackContext } from '#services/cloudformation/context.ts';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';

type Given = Pick<StackRecord, 'name' | 'wanted' | 'description' | 'work' | 'onFailure' | 'isProtected'> &
  Pick<Partial<StackRecord>, 'timeoutMinutes'>;

type Deps = Pick<StackContext, 'store' | 'clock' | 'ids' | 'place' | 'endpoint'>;

/** A stack without resources, whose first status is still to come. */
export function newStack({ store, clock, ids, place, endpoint }: Deps, given: Given): LiveStack {
  const { partition, region, accountId } = place;
  const id = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${given.name}/${ids.uuid()}`;
  store.write({
    ...{ id, createdAt: clock.now(), status: 'REVIEW_IN_PROGRESS', endpoint: endpoint() },
    ...{ outputs: [], resources: [], imports: [] },
    ...given,
  });
  return new LiveStack(id, { store, clock, ids });
}
