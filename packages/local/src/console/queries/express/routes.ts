import type { SFNClient } from '@aws-sdk/client-sfn';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { loggingOf } from './log-group.ts';

/** `GET express?of=ARN`: what an Express machine logs, and where. */
export const expressRoutes = (states: SFNClient): ConsoleRoutes => ({
  async 'GET express'({ of: stateMachineArn }) {
    const { level, includesData, logGroup } = await loggingOf(states, stateMachineArn);
    return { kind: 'json', value: { level, includesData, logGroup } };
  },
});
