import { validationError } from '#services/dynamodb/errors.ts';
import { wrongNumber } from '#services/dynamodb/expressions/binding/operand.ts';
import { describePath, firstCollision, type Path } from '#services/dynamodb/expressions/path.ts';
import type { Action, Assigned, Update, UpdateOperand } from '#services/dynamodb/expressions/update/update.ts';
import { readLiteral } from '#services/dynamodb/partiql/syntax/literals.ts';
import { readPath } from '#services/dynamodb/partiql/syntax/paths.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';
import { type AttributeValue, membersOf } from '#services/dynamodb/values/attribute-value.ts';

/**
 * Reads the SET and REMOVE clauses of an UPDATE.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html
 */
export function readUpdate(reader: Reader): Update {
  const actions: Action[] = [];
  for (;;) {
    if (reader.takeWord('REMOVE')) actions.push({ kind: 'REMOVE', path: readPath(reader) });
    else if (reader.takeWord('SET')) actions.push(...readAssignments(reader));
    else break;
  }
  if (actions.length === 0) throw reader.malformed();
  const collision = firstCollision(actions.map(({ path }) => path));
  if (collision !== undefined) throw validationError(collision);
  return { actions, mismatch: 'An operand in the update expression has an incorrect data type' };
}

function readAssignments(reader: Reader): readonly Action[] {
  const actions: Action[] = [];
  do {
    const path = readPath(reader);
    reader.expectSign('=');
    actions.push(readSetChange(reader, path) ?? { kind: 'SET', path, value: readAssigned(reader) });
  } while (reader.takeSign(','));
  return actions;
}

const SET_CHANGES = { set_add: 'ADD', set_delete: 'DELETE' } as const;

/** `a = set_add(a, <<…>>)`, `a = set_delete(a, <<…>>)`. */
function readSetChange(reader: Reader, path: Path): Action | undefined {
  const name = reader.peek().text.toLowerCase();
  if ((name !== 'set_add' && name !== 'set_delete') || !reader.isCall()) return undefined;
  reader.next();
  reader.next();
  const changed = readPath(reader);
  if (describePath(changed) !== describePath(path))
    throw validationError(`The first argument to ${name.toUpperCase()} must equal the assignment value`);
  reader.expectSign(',');
  const { at } = reader.peek();
  const value = readLiteral(reader);
  if (value === undefined || membersOf(value) === undefined)
    throw validationError(`The second argument to ${name.toUpperCase()} must be a value with type SET at ${at}`);
  reader.expectSign(')');
  return { kind: SET_CHANGES[name], path, value };
}

function readAssigned(reader: Reader): Assigned {
  const left = readUpdateOperand(reader);
  const other = ['*', '/'].find((one) => reader.isSign(one));
  if (other !== undefined) throw validationError(`Unsupported operator in Update Expression. Operator: ${other}`);
  const sign = reader.isSign('+') ? '+' : reader.isSign('-') ? '-' : undefined;
  if (sign === undefined) return left;
  reader.next();
  return { kind: 'arithmetic', sign, left, right: readUpdateOperand(reader) };
}

function readUpdateOperand(reader: Reader): UpdateOperand {
  const value: AttributeValue | undefined = readLiteral(reader);
  if (value !== undefined) return { kind: 'value', value };
  if (!reader.isCall()) return { kind: 'path', path: readPath(reader) };
  const { text } = reader.next();
  reader.next();
  const operands = [reader.deeper(() => readUpdateOperand(reader))];
  while (reader.takeSign(',')) operands.push(reader.deeper(() => readUpdateOperand(reader)));
  reader.expectSign(')');
  return called(text, operands);
}

function called(name: string, operands: readonly UpdateOperand[]): UpdateOperand {
  const kind = name.toLowerCase();
  if (kind === 'size') throw validationError('The function is not allowed in an update expression; function: size');
  if (kind !== 'list_append' && kind !== 'if_not_exists') throw validationError(`Unrecognized function: ${name}`);
  const [left, right, ...more] = operands;
  if (left === undefined || right === undefined || more.length > 0) throw wrongNumber(kind, operands.length);
  if (kind === 'list_append') return { kind, left, right };
  if (left.kind !== 'path')
    throw validationError(`Operator or function requires a document path; operator or function: ${kind}`);
  return { kind, path: left.path, otherwise: right };
}
