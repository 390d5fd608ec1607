import { DescribeMapRunCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { ConsoleRoutes } from '#local/console/extension.ts';

/** `GET map-run?of=ARN`: a map run, as DescribeMapRun has it. */
export const mapRunRoutes = (states: Pick<SFNClient, 'send'>): ConsoleRoutes => ({
  async 'GET map-run'({ of: mapRunArn }) {
    const { $metadata, ...mapRun } = await states.send(new DescribeMapRunCommand({ mapRunArn }));
    return { kind: 'json', value: mapRun };
  },
});
