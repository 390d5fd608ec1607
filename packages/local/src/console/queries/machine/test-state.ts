import { type SFNClient, TestStateCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { faultOf } from '#local/console/queries/beside/client-fault.ts';

const tested = z.object({
  definition: z.string(),
  stateName: z.string(),
  roleArn: z.string(),
  input: z.string(),
  variables: z.string(),
  /** Instead of the call: its result, JSON, or its error. Without one it is really called. */
  mock: z
    .union([
      z.object({ result: z.string() }),
      z.object({ errorOutput: z.object({ error: z.string(), cause: z.string() }) }),
    ])
    .exactOptional(),
});

/** `POST machine/test-state`: one state of a definition alone, with its data step by step, or the `problem` with what was asked. */
export function testStateRoutes(states: SFNClient): ConsoleRoutes {
  return {
    async 'POST machine/test-state'({ body }) {
      const asked = tested.parse(await body());
      try {
        const { $metadata, ...answer } = await states.send(
          new TestStateCommand({ ...asked, inspectionLevel: 'DEBUG' }),
        );
        return { kind: 'json', value: answer };
      } catch (error) {
        return { kind: 'json', value: { problem: faultOf(error) } };
      }
    },
  };
}
