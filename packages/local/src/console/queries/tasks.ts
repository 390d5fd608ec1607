import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';

const taskToken = z.string();
const success = z.object({ taskToken, output: z.string() });
const failure = z.object({ taskToken, error: z.string(), cause: z.string() });

/** `POST task/succeed`, `task/fail` and `task/heartbeat`: answers to whoever waits for a task token. */
export function taskRoutes(states: SFNClient): ConsoleRoutes {
  return {
    async 'POST task/succeed'({ body }) {
      await states.send(new SendTaskSuccessCommand(success.parse(await body())));
      return { kind: 'json', value: {} };
    },
    async 'POST task/fail'({ body }) {
      await states.send(new SendTaskFailureCommand(failure.parse(await body())));
      return { kind: 'json', value: {} };
    },
    async 'POST task/heartbeat'({ body }) {
      await states.send(new SendTaskHeartbeatCommand(z.object({ taskToken }).parse(await body())));
      return { kind: 'json', value: {} };
    },
  };
}
