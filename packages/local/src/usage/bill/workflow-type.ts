import { linesOf } from '#local/usage/bill/bill.ts';
import type { Rates } from '#local/usage/bill/rates.ts';
import { expressSteps } from '#local/usage/express-steps.ts';
import type { Counts, ExecutionUsage } from '#local/usage/meter.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
const LONGEST_EXPRESS_MS = 300_000;

/** What Step Functions itself costs for an execution, by each type of workflow. */
export interface Types {
  readonly standard: number;
  /** Undefined for one that would not end in time as Express, or has not ended. */
  readonly express: number | undefined;
}

/** https://aws.amazon.com/step-functions/pricing/ */
export function byType({ begunAt, endedAt, states }: ExecutionUsage, rates: Rates): Types {
  const all = Object.values(states);
  const transitions = all.reduce(
    (sum, each) => sum + (each['states.transition'] ?? 0) + (each['states.express.transition'] ?? 0),
    0,
  );
  const cost = (counts: Counts) => linesOf(counts, rates).reduce((sum, { dollars }) => sum + dollars, 0);
  const ms = endedAt === undefined ? undefined : endedAt - begunAt;
  const fits = ms !== undefined && ms <= LONGEST_EXPRESS_MS;
  return {
    standard: cost({ 'states.transition': transitions }),
    express: fits ? cost({ 'states.express.request': 1, 'states.express.step': expressSteps(ms) }) : undefined,
  };
}
