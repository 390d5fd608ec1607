import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import {
  type OnDemandInput,
  onDemandOf,
  provisionedOf,
  type ThroughputInput,
  type WarmInput,
  warmOf,
} from '#services/dynamodb/operations/tables/settings.ts';
import type { IndexDefinition } from '#services/dynamodb/schema/index-definition.ts';
import type { SecondaryIndex, Table } from '#services/dynamodb/schema/table.ts';

interface IndexSettings {
  readonly ProvisionedThroughput?: ThroughputInput;
  readonly OnDemandThroughput?: OnDemandInput;
  readonly WarmThroughput?: WarmInput;
}

/** An index of a table that is paid for as the table is. Throws ValidationException. */
export function newIndex(
  engine: Engine,
  { arn, billing }: Pick<Table, 'arn' | 'billing'>,
  definition: IndexDefinition,
  { ProvisionedThroughput: throughput, OnDemandThroughput: onDemand, WarmThroughput: warm }: IndexSettings,
  status: SecondaryIndex['status'],
): SecondaryIndex {
  const { name, kind } = definition;
  const byRequest = billing.mode === 'PAY_PER_REQUEST';
  if (byRequest && throughput)
    throw validationError(
      `One or more parameter values were invalid: ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  if (!byRequest && kind === 'global' && !throughput)
    throw validationError(
      `One or more parameter values were invalid: ProvisionedThroughput must be specified for index: ${name}`,
    );
  const otherwise = throughput ? provisionedOf(throughput) : { read: 12_000, write: 4000 };
  return {
    ...definition,
    ...{ id: engine.tables.nextId(), arn: `${arn}/index/${name}`, status },
    ...(throughput && { provisioned: provisionedOf(throughput) }),
    ...(onDemand && { onDemand: onDemandOf(onDemand) }),
    ...(warm && { warm: warmOf(warm, otherwise) }),
  };
}
