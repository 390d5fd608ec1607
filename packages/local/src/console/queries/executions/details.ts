import { DescribeExecutionCommand, type ExecutionListItem, type SFNClient } from '@aws-sdk/client-sfn';
import { subjectOf } from '#local/console/queries/subject.ts';

/** What a list does not tell: what an execution is about, and why it failed. */
interface Detail {
  readonly subject?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Details that are kept at most. */
const KEPT = 20_000;
const LONGEST_CAUSE = 2_000;

/** Adds to an execution of a list what only its description tells. What has not changed since is asked for once. */
export type Details = (item: ExecutionListItem) => Promise<ExecutionListItem & Detail>;

export function createDetails(states: Pick<SFNClient, 'send'>): Details {
  const known = new Map<string, Promise<Detail>>();
  return async (item) => {
    const { executionArn = '', status, stopDate, redriveCount } = item;
    const key = [executionArn, status, Number(stopDate ?? 0), redriveCount].join(' ');
    const detail = known.get(key) ?? ask(states, executionArn).catch(() => ({}));
    known.set(key, detail);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return { ...item, ...(await detail) };
  };
}

async function ask(states: Pick<SFNClient, 'send'>, executionArn: string): Promise<Detail> {
  const { input, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
  return { subject: subjectOf(input), error, cause: cause?.slice(0, LONGEST_CAUSE) };
}
