import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { resourceNotFound } from '#services/dynamodb/errors.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';

/** A table whatever its status. Throws ResourceNotFoundException. */
export function findTable({ tables }: Engine, name: string): Table {
  const table = tables.get(name);
  if (!table) throw resourceNotFound(`Requested resource not found: Table: ${name} not found`);
  return table;
}

const doing = { CREATING: 'created', UPDATING: 'updated', DELETING: 'deleted' };

/** A table that can be changed. Throws ResourceNotFoundException and ResourceInUseException. */
export function changeableTable(engine: Engine, name: string): Table {
  const table = findTable(engine, name);
  if (table.status === 'ACTIVE') return table;
  throw new AwsError(
    'ResourceInUseException',
    `Attempt to change a resource which is still in use: Table is being ${doing[table.status]}: ${name}`,
  );
}
