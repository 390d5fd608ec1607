import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import { readUpdate } from '#services/dynamodb/partiql/syntax/assignments.ts';
import { readCondition } from '#services/dynamodb/partiql/syntax/conditions.ts';
import { readTuple } from '#services/dynamodb/partiql/syntax/literals.ts';
import { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';
import { readReturning } from '#services/dynamodb/partiql/syntax/returning.ts';
import { readSelect } from '#services/dynamodb/partiql/syntax/select.ts';
import type { Insert, Statement, UpdateStatement } from '#services/dynamodb/partiql/syntax/statement.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

/** Parses a statement with what stands for its `?`. Throws ValidationException. */
export function parseStatement(statement: string, parameters: readonly AttributeValue[]): Statement {
  const reader = new Reader(statement, parameters);
  try {
    const made = readStatement(reader);
    reader.expectEnd();
    return made;
  } catch (error) {
    throw error instanceof ExpressionError ? validationError(error.message) : error;
  }
}

function readStatement(reader: Reader): Statement {
  if (reader.isWord('SELECT')) return readSelect(reader);
  if (reader.takeWord('INSERT')) return readInsert(reader);
  if (reader.takeWord('UPDATE')) return readUpdateStatement(reader);
  if (reader.takeWord('DELETE')) {
    reader.expectWord('FROM');
    return { kind: 'DELETE', table: readTable(reader), ...readWhere(reader), ...readReturning(reader, 'DELETE') };
  }
  if (!reader.takeWord('EXISTS')) throw reader.malformed();
  reader.expectSign('(');
  const { table, where } = readSelect(reader);
  reader.expectSign(')');
  return { kind: 'EXISTS', table, ...(where && { where }) };
}

function readTable(reader: Reader): string {
  const table = reader.name();
  if (reader.isSign('.')) throw validationError('This operation is not supported on an index');
  return table;
}

function readInsert(reader: Reader): Insert {
  reader.expectWord('INTO');
  const table = reader.name();
  if (reader.isSign('.'))
    throw validationError('FROM clause may only contain a single table name in data manipulation statements');
  if (!reader.takeWord('VALUE')) throw unsupportedInsert(reader);
  if (!reader.isSign('{'))
    throw validationError(
      `Unsupported format in item expression. Please use struct format {...} to express item values for insert statement. at ${reader.peek().at}`,
    );
  const item = readTuple(reader);
  if (reader.isWord('RETURNING')) throw validationError('RETURNING is not supported in INSERT');
  return { kind: 'INSERT', table, item };
}

const unsupportedInsert = (reader: Reader) =>
  reader.isWord('VALUES') || reader.isSign('{')
    ? validationError('Unsupported operation: InsertOp')
    : reader.malformed();

function readUpdateStatement(reader: Reader): UpdateStatement {
  const table = readTable(reader);
  const update = readUpdate(reader);
  return { kind: 'UPDATE', table, update, ...readWhere(reader), ...readReturning(reader, 'UPDATE') };
}

const readWhere = (reader: Reader): { readonly where?: Condition } =>
  reader.takeWord('WHERE') ? { where: readCondition(reader) } : {};
