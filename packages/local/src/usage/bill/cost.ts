import { type Bill, billOf, monthly } from '#local/usage/bill/bill.ts';
import type { Rates } from '#local/usage/bill/rates.ts';
import { byType, type Types } from '#local/usage/bill/workflow-type.ts';
import type { Usage } from '#local/usage/meter.ts';

/** So many times the same, in US dollars. */
interface Times {
  readonly thousand: number;
  readonly million: number;
}

/** Cost of something, as programs read it. */
export interface Cost extends Bill {
  /** State that costs most; undefined where no execution has used anything. */
  readonly dearest: string | undefined;
  readonly times: Times;
  /** The same within a month, where what is free each month is taken off. */
  readonly month: Times;
  /** Of each execution: Step Functions alone, by both types of workflow. */
  readonly types: readonly (Types & { readonly executionArn: string })[];
  readonly usage: Usage;
}

/** Prices what was used, as AWS would bill it. */
export function costOf(usage: Usage, rates: Rates): Cost {
  const bill = billOf(usage, rates);
  return {
    ...bill,
    dearest: bill.byState[0]?.state,
    times: { thousand: bill.dollars * 1e3, million: bill.dollars * 1e6 },
    month: { thousand: monthly(bill, 1e3, rates), million: monthly(bill, 1e6, rates) },
    types: usage.executions.map((each) => ({ executionArn: each.executionArn, ...byType(each, rates) })),
    usage,
  };
}
