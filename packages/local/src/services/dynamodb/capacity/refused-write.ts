import { AwsError } from '#gateway/aws-error.ts';
import type { Units } from '#services/dynamodb/capacity/units.ts';

/**
 * A write whose condition does not hold: it consumes what it would have if it did, but nothing of indexes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export class RefusedWrite extends AwsError {
  /** Write units. */
  readonly units: number;

  constructor({ table }: Pick<Units, 'table'>, details: AwsError['details']) {
    super('ConditionalCheckFailedException', 'The conditional request failed', 400, details);
    this.units = table;
  }
}
