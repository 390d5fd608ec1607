import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { ConsoleRoutes } from '#local/console/extension.ts';

/** Failed children whose reasons are looked up, the newest. */
const MOST_FAILURES = 100;

/** One reason, and the children that failed by it. */
interface Reason {
  readonly error: string;
  readonly count: number;
  /** The newest of them. */
  readonly executionArn: string;
  readonly cause: string | undefined;
}

/** `GET map-run?of=ARN`: a map run, and why children of it failed. */
export const mapRunRoutes = (states: Pick<SFNClient, 'send'>): ConsoleRoutes => ({
  'GET map-run': async ({ of }) => ({ kind: 'json', value: await describeMapRun(states, of) }),
});

/** Reasons are those of Standard children: Express ones are in no list of executions. */
export async function describeMapRun(states: Pick<SFNClient, 'send'>, mapRunArn: string) {
  const { $metadata, ...mapRun } = await states.send(new DescribeMapRunCommand({ mapRunArn }));
  return { mapRun, ...(await failuresOf(states, mapRunArn)) };
}

/** By reason, the most frequent first. */
async function failuresOf(states: Pick<SFNClient, 'send'>, mapRunArn: string) {
  const list = new ListExecutionsCommand({ mapRunArn, statusFilter: 'FAILED', maxResults: MOST_FAILURES });
  const { executions = [] } = await states.send(list);
  const described = await Promise.all(
    executions.map(({ executionArn }) => states.send(new DescribeExecutionCommand({ executionArn }))),
  );
  const byError = Map.groupBy(described, ({ error = 'no error' }) => error);
  const reasons = [...byError].map(([error, [newest, ...others]]): Reason => {
    return { error, count: 1 + others.length, executionArn: newest?.executionArn ?? '', cause: newest?.cause };
  });
  return { reasons: reasons.sort((a, b) => b.count - a.count), lookedAt: executions.length };
}
