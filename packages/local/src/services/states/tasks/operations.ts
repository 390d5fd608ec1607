import { parseJson } from '@safelight/asl/definition/syntax/json-fault';
import type { Json, JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import type { StatesContext } from '#services/states/context.ts';
import { invalidOutput } from '#services/states/errors.ts';
import { optionalText, text } from '#services/states/input.ts';
import { onAll } from '#services/states/operation.ts';
import { checkSize, MOST_PAYLOAD_BYTES } from '#services/states/payload.ts';

const tokenOf = (input: JsonObject) => text(input, 'taskToken', { min: 1, max: 2048 });

/** What workers and people answer a task with. */
export function taskOperations({ tokens }: StatesContext): Unlisted {
  return {
    SendTaskSuccess: {
      access: onAll('SendTaskSuccess'),
      run(input) {
        const output = text(input, 'output');
        checkSize(output, 'output', MOST_PAYLOAD_BYTES);
        tokens.succeed(tokenOf(input), parseOutput(output));
        return {};
      },
    },
    SendTaskFailure: {
      access: onAll('SendTaskFailure'),
      run(input) {
        const error = optionalText(input, 'error', { max: 256 });
        const cause = optionalText(input, 'cause', { max: 32_768 });
        tokens.fail(tokenOf(input), error, cause);
        return {};
      },
    },
    SendTaskHeartbeat: {
      access: onAll('SendTaskHeartbeat'),
      run(input) {
        tokens.heartbeat(tokenOf(input));
        return {};
      },
    },
  };
}

function parseOutput(output: string): Json {
  const parsed = parseJson(output);
  if (!parsed.ok) throw invalidOutput(parsed.why);
  return parsed.value;
}
