import { DescribeExecutionCommand, type ExecutionListItem, type SFNClient } from '@aws-sdk/client-sfn';
import { isExpress } from '#local/console/queries/express/execution.ts';
import { type Outcome, outcomeOf } from '#local/console/queries/outcome.ts';
import { subjectOf } from '#local/console/queries/subject.ts';

/** What a list does not tell: what an execution is about, what it says of that, and why it failed. */
export interface Detail {
  readonly subject?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Details that are kept at most. */
const KEPT = 20_000;
const LONGEST_CAUSE = 2_000;

export type DetailedItem = ExecutionListItem & Detail;

/** Adds to an execution of a list what only its description tells. What has not changed since is asked for once. */
export type Details = (item: ExecutionListItem) => Promise<DetailedItem>;

export function createDetails(states: Pick<SFNClient, 'send'>): Details {
  const known = new Map<string, Promise<Detail>>();
  return async (item) => {
    const { executionArn = '', status, stopDate, redriveCount } = item;
    // Its log has told all that there is.
    if (isExpress(executionArn)) return item;
    const key = [executionArn, status, Number(stopDate ?? 0), redriveCount].join(' ');
    const detail = known.get(key) ?? ask(states, executionArn).catch(() => ({}));
    known.set(key, detail);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return { ...item, ...(await detail) };
  };
}

async function ask(states: Pick<SFNClient, 'send'>, executionArn: string): Promise<Detail> {
  const { input, output, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
  return { subject: subjectOf(input), outcome: outcomeOf(output), error, cause: cause?.slice(0, LONGEST_CAUSE) };
}
