import { parseSource } from '@safelight/asl/definition/validate';
import { isJsonObject } from '@safelight/asl/json';
import { TestStateRefusal } from '@safelight/asl/test-state/refusal';
import type { TestStateRequest } from '@safelight/asl/test-state/request';
import { testState as runTestState } from '@safelight/asl/test-state/test-state';
import { VirtualClock } from '@safelight/asl/virtual-clock';
import { AwsError } from '#gateway/aws-error.ts';
import { readTestState } from '#services/states/test-state/request.ts';
import { responseShape } from '#services/states/test-state/response-shapes.ts';
import { replayPorts } from './ports.ts';
import type { Kind, Request } from './protocol.ts';

const PLACE = 'arn:aws:states:us-east-1:111111111111';

export const testState: Kind = async (request, tools) => {
  const clock = new VirtualClock(Date.parse(request.now ?? '2024-01-01T00:00:00.000Z'));
  try {
    const ports = replayPorts(request, tools, clock);
    const response = await runTestState(asked(request), { ports, shapes: responseShape, place: PLACE });
    return { response };
  } catch (error) {
    if (!(error instanceof TestStateRefusal || error instanceof AwsError)) throw error;
    return { error: error.code, cause: error.message };
  }
};

function asked(recorded: Request): TestStateRequest {
  const { request = {}, definition, input } = recorded;
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const given = readTestState({ ...request, definition: text, ...(input !== undefined && { input }) });
  const roleArn = isAnswered(recorded) ? roleOf(text, given.stateName) : undefined;
  return roleArn === undefined ? given : { roleArn, ...given };
}

/** Where nothing answers the state's call, AWS has not made it. */
const isAnswered = ({ request, lambdas, tasks }: Request) =>
  request?.mock !== undefined || lambdas !== undefined || tasks !== undefined;

/** Recordings have no role: AWS was given one for the states that it works for. */
function roleOf(definition: string, stateName: string | undefined): string | undefined {
  const parsed = parseSource(definition);
  const value = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const states = isJsonObject(value.States) ? value.States : {};
  const state: unknown = stateName === undefined ? value : states[stateName];
  const works = isJsonObject(state) && ['Task', 'Map', 'Parallel'].includes(String(state.Type));
  return works ? 'arn:aws:iam::111111111111:role/execution' : undefined;
}
