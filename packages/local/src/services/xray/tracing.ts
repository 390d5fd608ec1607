import { AwsError } from '#gateway/aws-error.ts';
import type { Authorize, Principal } from '#gateway/service.ts';
import type { SegmentSender, Tracing } from '#local/metrics/tracing/tracing.ts';
import type { XRayService } from '#services/xray/service.ts';
import { isClosed } from '#store/errors.ts';

/** Tracing by the X-Ray that runs here: its sampling rules decide, and roles say who may send. */
export const createTracing = ({ sampler, traces }: XRayService, authorize: Authorize): Tracing => ({
  samples: (request) => sampler.samples(request),
  send(sender, documents) {
    if (!mayPut(sender, authorize)) return;
    try {
      traces.put(documents);
    } catch (error) {
      // The system is being stopped.
      if (!isClosed(error)) throw error;
    }
  },
});

/** Who may not is told by a line of the authorizer's; nobody waits for an answer. */
function mayPut(sender: SegmentSender, authorize: Authorize): boolean {
  try {
    authorize(principalOf(sender), { action: 'xray:PutTraceSegments', resource: '*' });
    return true;
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}

const principalOf = ({ roleArn, sessionName, functionArn }: SegmentSender): Principal => ({
  ...{ kind: 'role', roleArn, sessionName },
  ...(functionArn !== undefined && { sourceFunctionArn: functionArn }),
});
