import type { Ports } from '#asl/ports.ts';
import { TestStateRefusal } from '#asl/test-state/refusal.ts';
import { testState } from '#asl/test-state/test-state.ts';
import { AwsError } from '#gateway/aws-error.ts';
import type { Place } from '#local/identity.ts';
import { type Operations, onAll } from '#services/states/operation.ts';
import { readTestState } from '#services/states/test-state/request.ts';
import { responseShape } from '#services/states/test-state/response-shapes.ts';

export function testStateOperations(ports: Ports, { partition, region, accountId }: Place): Operations {
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
