import { validationError } from '#services/dynamodb/errors.ts';
import { onDemandOf, provisionedOf, warmOf } from '#services/dynamodb/operations/tables/settings.ts';
import type { UpdateOptions } from '#services/dynamodb/operations/tables/update-table.ts';
import type { Billing, Provisioned, SecondaryIndex, Table } from '#services/dynamodb/schema/table.ts';

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

/** The table with what it is to be paid for by. Throws ValidationException. @param now in seconds */
export function withBilling(table: Table, options: UpdateOptions, now: number): Table {
  const mode = options.BillingMode ?? table.billing.mode;
  const billing = mode === 'PAY_PER_REQUEST' ? byRequest(table, options, now) : provisioned(table, options, now);
  return { ...table, billing, indexes: table.indexes.map((index) => indexBilling(index, billing, options)) };
}

function byRequest({ billing }: Table, options: UpdateOptions, now: number): Billing {
  if (options.ProvisionedThroughput)
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  const { OnDemandThroughput: onDemand, WarmThroughput: warm } = options;
  const base: Billing = billing.mode === 'PAY_PER_REQUEST' ? billing : { mode: 'PAY_PER_REQUEST', since: now };
  return {
    ...base,
    ...(onDemand && { onDemand: onDemandOf(onDemand) }),
    ...(warm && { warm: warmOf(warm, base.warm ?? { read: 12_000, write: 4000 }) }),
  };
}

function provisioned({ billing }: Table, options: UpdateOptions, now: number): Billing {
  const { ProvisionedThroughput: throughput, WarmThroughput: warm } = options;
  if (options.OnDemandThroughput)
    throw invalid('OnDemandThroughput can only be specified when BillingMode is PAY_PER_REQUEST');
  if (options.BillingMode === 'PROVISIONED' && !throughput)
    throw invalid('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  const before = billing.mode === 'PROVISIONED' ? billing : undefined;
  const base = throughput ? changedThroughput(before, provisionedOf(throughput), now) : before;
  if (!base) throw invalid('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  return {
    ...{ mode: 'PROVISIONED', ...base },
    ...(billing.mode === 'PAY_PER_REQUEST' && { onDemandSince: billing.since }),
    ...(warm && { warm: warmOf(warm, base) }),
  };
}

/** Throws ValidationException where nothing changes. */
export function changedThroughput(before: Provisioned | undefined, wanted: Provisioned, now: number): Provisioned {
  if (!before) return wanted;
  if (before.read === wanted.read && before.write === wanted.write)
    throw validationError(
      `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${before.read}. Requested ReadCapacityUnits: ${wanted.read}. Current WriteCapacityUnits provisioned for the table: ${before.write}. Requested WriteCapacityUnits: ${wanted.write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  return {
    ...before,
    ...wanted,
    ...((wanted.read > before.read || wanted.write > before.write) && { increased: now }),
    ...((wanted.read < before.read || wanted.write < before.write) && { decreased: now }),
  };
}

/** An index is paid for as its table is. */
function indexBilling(index: SecondaryIndex, { mode }: Billing, options: UpdateOptions): SecondaryIndex {
  if (index.kind === 'local') return index;
  const { provisioned: throughput, ...rest } = index;
  if (mode === 'PAY_PER_REQUEST') return rest;
  const isUpdated = options.GlobalSecondaryIndexUpdates?.some(
    ({ Update: update, Delete: remove }) => (update ?? remove)?.IndexName === index.name,
  );
  if (!throughput && !isUpdated) throw invalid(`ProvisionedThroughput must be specified for index: ${index.name}`);
  return index;
}
