import { validationError } from '#services/dynamodb/errors.ts';
import {
  type OnDemandInput,
  onDemandOf,
  provisionedOf,
  type ThroughputInput,
  type WarmInput,
  warmOf,
} from '#services/dynamodb/operations/tables/settings.ts';
import type { Billing } from '#services/dynamodb/schema/table.ts';

export interface BillingInput {
  readonly BillingMode?: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly ProvisionedThroughput?: ThroughputInput;
  readonly OnDemandThroughput?: OnDemandInput;
  readonly WarmThroughput?: WarmInput;
}

/** How a new table is paid for. Throws ValidationException. @param now in seconds */
export function billingOf(input: BillingInput, now: number): Billing {
  const { BillingMode: mode, ProvisionedThroughput: throughput, OnDemandThroughput: onDemand } = input;
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput)
      throw validationError(
        'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
      );
    return {
      ...{ mode, since: now },
      ...(onDemand && { onDemand: onDemandOf(onDemand) }),
      ...(input.WarmThroughput && { warm: warmOf(input.WarmThroughput, { read: 12_000, write: 4000 }) }),
    };
  }
  if (!throughput)
    throw validationError(
      'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  if (onDemand)
    throw validationError(
      'One or more parameter values were invalid: OnDemandThroughput can only be specified when BillingMode is PAY_PER_REQUEST',
    );
  const provisioned = provisionedOf(throughput);
  return {
    ...{ mode: 'PROVISIONED', ...provisioned },
    ...(input.WarmThroughput && { warm: warmOf(input.WarmThroughput, provisioned) }),
  };
}
