import type { Authorize } from '#gateway/service.ts';
import type { AddUse } from '#local/usage/meter.ts';

/** Each use of a key is a request to KMS, whoever makes it: SNS does for a topic, in the name of the publisher. */
export const meteredKeys =
  (authorize: Authorize, addUse: AddUse): Authorize =>
  (principal, access, request) => {
    if (access.action.startsWith('kms:')) addUse('kms.request', 1);
    authorize(principal, access, request);
  };
