import type { Place } from '@safelight/asl/identity';
import type { Ports } from '@safelight/asl/ports';
import { TestStateRefusal } from '@safelight/asl/test-state/refusal';
import { testState } from '@safelight/asl/test-state/test-state';
import { AwsError } from '#gateway/aws-error.ts';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { onAll } from '#services/states/operation.ts';
import { readTestState } from '#services/states/test-state/request.ts';
import { responseShape } from '#services/states/test-state/response-shapes.ts';

export function testStateOperations(ports: Ports, { partition, region, accountId }: Place): Unlisted {
  const place = `arn:${partition}:states:${region}:${accountId}`;
  return {
    TestState: {
      access: onAll('TestState'),
      async run(input) {
        try {
          return await testState(readTestState(input), { ports, shapes: responseShape, place });
        } catch (error) {
          if (error instanceof TestStateRefusal) throw new AwsError(error.code, error.message);
          throw error;
        }
      },
    },
  };
}
