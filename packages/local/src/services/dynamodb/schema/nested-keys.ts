import { validationError } from '#services/dynamodb/errors.ts';
import { type Expressions, pathsIn } from '#services/dynamodb/expressions/paths-in.ts';
import { keyNames } from '#services/dynamodb/schema/key-schema.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';

/** Throws ValidationException where an expression goes into a key attribute of the table or of an index: keys are scalars. */
export function refuseNestedKeys(table: Table, expressions: Expressions): void {
  for (const [name, ...rest] of pathsIn(expressions)) {
    if (rest.length === 0) continue;
    if (keyNames(table.key).includes(name)) throw nested(`Key: ${name}`);
    if (table.indexes.some(({ key }) => keyNames(key).includes(name))) throw nested(`IndexKey: ${name}`);
  }
}

const nested = (which: string) =>
  validationError(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${which}`,
  );
